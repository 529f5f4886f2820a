using FormsHub.Core.Results;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Order">The order in which the records are read: the list's, or from its end.</param>
/// <param name="Size">How many records at most.</param>
/// <param name="After">The position behind which they are read, in that order.</param>
/// <param name="Before">The position at which they end, in that order.</param>
internal sealed record Slice(Sort Order, bool IsBackward, int Size, Cursor? After, Cursor? Before)
{
    /// <summary>Null, with the errors told, where the arguments make no sense.</summary>
    public static Slice? Of(Selected selected, Sort sort, int form, List<FieldError> errors)
    {
        var count = errors.Count;
        var (isBackward, size) = SizeOf(selected, errors);
        var (after, before) = (Position(selected, "after", sort, form, errors), Position(selected, "before", sort, form, errors));
        if (errors.Count > count) return null;
        return isBackward ? new Slice(sort.Reversed(), true, size, before, after) : new Slice(sort, false, size, after, before);
    }

    /// <summary>How many are asked for, and from which end.</summary>
    public static (bool IsBackward, int Size) SizeOf(Selected selected, List<FieldError> errors)
    {
        var (first, last) = (InputSize.Of(selected, "first", RecordQuery.MaxFirst, errors), InputSize.Of(selected, "last", RecordQuery.MaxFirst, errors));
        if (first is not null && last is not null)
        {
            errors.Add(new FieldError("/last", "first_and_last", new Message(
                $"Ask for the \"first\" or the \"last\" records, not for both.", $"“first”和“last”不能同时使用。")));
        }
        return last is { } size ? (true, size) : (false, first ?? RecordQuery.DefaultFirst);
    }

    private static Cursor? Position(Selected selected, string name, Sort sort, int form, List<FieldError> errors)
    {
        if (!selected.Has(name)) return null;
        var cursor = Cursor.Read((string)selected.Arguments[name]!, form, sort);
        if (cursor is null) errors.Add(QueryErrors.BadCursor("/" + name) with { Message = new Message($"\"{name}\" must be a cursor of this list in this order.", $"“{name}”须是此列表在此排序下的游标。") });
        return cursor;
    }
}
