namespace Akka.Actor;

/// <summary>A binary heap by due time whose items know their places, so that any can be taken out.</summary>
internal sealed class DeadlineHeap
{
    private readonly List<Deadline> _items = [];

    public Deadline? Next => _items.Count > 0 ? _items[0] : null;

    public void Add(Deadline item)
    {
        _items.Add(item);
        item.Place = _items.Count - 1;
        Up(item.Place);
    }

    public void Remove(Deadline item)
    {
        var place = item.Place;
        if (place < 0)
            return;
        item.Place = -1;
        var last = _items[^1];
        _items.RemoveAt(_items.Count - 1);
        if (last == item)
            return;
        Put(last, place);
        Up(place);
        Down(last.Place);
    }

    public void Clear()
    {
        foreach (var item in _items)
        {
            item.Place = -1;
            item.Forget();
        }

        _items.Clear();
    }

    private void Up(int place)
    {
        var item = _items[place];
        while (place > 0 && item.Due < _items[(place - 1) / 2].Due)
        {
            Put(_items[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }

        Put(item, place);
    }

    private void Down(int place)
    {
        var item = _items[place];
        while (true)
        {
            var child = (place * 2) + 1;
            if (child >= _items.Count)
                break;
            if (child + 1 < _items.Count && _items[child + 1].Due < _items[child].Due)
                child++;
            if (item.Due <= _items[child].Due)
                break;
            Put(_items[child], place);
            place = child;
        }

        Put(item, place);
    }

    private void Put(Deadline item, int place)
    {
        _items[place] = item;
        item.Place = place;
    }
}
