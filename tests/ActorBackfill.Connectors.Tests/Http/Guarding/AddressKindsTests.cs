using System.Net;
using ActorBackfill.Connectors.Http.Guarding;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Connectors.Tests.Http.Guarding;

public sealed class AddressKindsTests
{
    [Theory]
    [InlineData("93.184.216.34", "Public")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", "Public")]
    [InlineData("127.0.0.1", "Loopback")]
    [InlineData("127.255.255.254", "Loopback")]
    [InlineData("::1", "Loopback")]
    [InlineData("10.1.2.3", "Private")]
    [InlineData("172.31.255.255", "Private")]
    [InlineData("172.32.0.0", "Public")]
    [InlineData("192.168.0.1", "Private")]
    [InlineData("100.64.0.1", "Private")]
    [InlineData("100.128.0.0", "Public")]
    [InlineData("198.19.255.255", "Private")]
    [InlineData("fd12:3456::1", "Private")]
    [InlineData("fec0::1", "Private")]
    [InlineData("169.254.1.1", "LinkLocal")]
    [InlineData("fe80::1%3", "LinkLocal")]
    [InlineData("169.254.169.254", "Metadata")]
    [InlineData("100.100.100.200", "Metadata")]
    [InlineData("168.63.129.16", "Metadata")]
    [InlineData("fd00:ec2::254", "Metadata")]
    [InlineData("0.0.0.0", "Special")]
    [InlineData("0.1.2.3", "Special")]
    [InlineData("::", "Special")]
    [InlineData("224.0.0.1", "Special")]
    [InlineData("255.255.255.255", "Special")]
    [InlineData("192.0.2.1", "Special")]
    [InlineData("ff02::1", "Special")]
    [InlineData("2001:db8::1", "Special")]
    [InlineData("2001:0:53aa:64c::1", "Special")]
    [InlineData("100::1", "Special")]
    [InlineData("::127.0.0.1", "Special")]
    [InlineData("::ffff:127.0.0.1", "Loopback")]
    [InlineData("::ffff:169.254.169.254", "Metadata")]
    [InlineData("::ffff:93.184.216.34", "Public")]
    [InlineData("64:ff9b::10.0.0.1", "Private")]
    [InlineData("64:ff9b::93.184.216.34", "Public")]
    [InlineData("64:ff9b:1::1", "Special")]
    [InlineData("2002:7f00:1::1", "Loopback")]
    [InlineData("2002:a9fe:a9fe::", "Metadata")]
    public void An_address_is_what_the_registries_say(string address, string kind) => Assert.Equal(kind, AddressKinds.Of(IPAddress.Parse(address)).ToString());

    [Fact]
    public void An_IPv4_address_is_the_same_however_IPv6_carries_it() => Prop.ForAll(
        Gen.Choose(0, 255).ArrayOf(4).Select(parts => Array.ConvertAll(parts, p => (byte)p)).ToArbitrary(),
        four =>
        {
            var kind = AddressKinds.Of(new IPAddress(four));
            var mapped = new IPAddress(four).MapToIPv6();
            var translated = new IPAddress([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, .. four]);
            var tunnelled = new IPAddress([0x20, 0x02, .. four, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
            return AddressKinds.Of(mapped) == kind && AddressKinds.Of(translated) == kind && AddressKinds.Of(tunnelled) == kind;
        }).QuickCheckThrowOnFailure();
}
