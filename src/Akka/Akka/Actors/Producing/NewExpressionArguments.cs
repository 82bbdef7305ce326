using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Computes the arguments of a <c>new</c> expression.</summary>
internal static class NewExpressionArguments
{
    public static object[] Evaluate(NewExpression creation)
    {
        var args = new object[creation.Arguments.Count];
        for (var i = 0; i < args.Length; i++)
            args[i] = Value(creation.Arguments[i])!;
        return args;
    }

    // Constants and captured variables are nearly all there is; compiling anything for them would cost a hundred times more.
    private static object? Value(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: var owner } => field.GetValue(owner is null ? null : Value(owner)),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand }
            when expression.Type.IsAssignableFrom(operand.Type) => Value(operand),
        _ => Expression.Lambda(expression).Compile(preferInterpretation: true).DynamicInvoke(),
    };
}
