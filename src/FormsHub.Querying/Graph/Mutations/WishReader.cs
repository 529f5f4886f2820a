using System.Globalization;
using FormsHub.Core.Results;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Answers;

namespace FormsHub.Querying.Graph.Mutations;

/// <summary>Reads the arguments of one root field as records to be written: what is created within others first.</summary>
/// <param name="newId">Gives each record that is to be created its id.</param>
internal sealed class WishReader(Selected root, List<RecordWish> wishes, List<FieldError> errors, Func<Guid> newId)
{
    private static readonly (string List, WriteKind Kind)[] Lists =
        [("create", WriteKind.Create), ("update", WriteKind.Update), ("delete", WriteKind.Delete), ("restore", WriteKind.Restore)];

    private readonly WriteField _field = (WriteField)root.Field.Tag!;

    public void Read()
    {
        if (_field.Kind is WriteKind.Batch) ReadBatch();
        else if (_field.Kind is WriteKind.Create) ReadInput(new RecordWish(WriteKind.Create, _field.Form, newId()) { InputAt = "/input" }, InputOf(root.Field.FindArgument("input")!), Map(root.Arguments["input"]));
        else ReadKnown(_field.Kind, root.Arguments, name => root.Field.FindArgument(name), "", null);
    }

    private void ReadBatch()
    {
        foreach (var (list, kind) in Lists)
        {
            if (!root.Has(list)) continue;
            var type = InputOf(root.Field.FindArgument(list)!);
            var index = 0;
            foreach (var item in (IReadOnlyList<object?>)root.Arguments[list]!)
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"/{list}/{index}");
                if (kind is WriteKind.Create) ReadInput(new RecordWish(kind, _field.Form, newId()) { At = at, InputAt = at, Index = index }, type, Map(item));
                else ReadKnown(kind, Map(item), type.FindField, at, index);
                index++;
            }
        }
        if (root.Argument<object>("partial") is true && wishes.Exists(wish => wish.Index is null)) errors.Add(NotPartial);
    }

    /// <summary>A partial batch could leave behind what was created for a record that was then refused.</summary>
    public static FieldError NotPartial { get; } = new("/partial", "not_partial", new Message(
        $"A batch can be partial only where it is the one field of its operation and creates nothing within its records.",
        $"只有当批量操作是该请求中唯一的字段，且不在记录内部新建其他记录时，才能部分执行。"));

    /// <summary>A record that is there already.</summary>
    private void ReadKnown(WriteKind kind, IReadOnlyDictionary<string, object?> given, Func<string, InputValue?> member, string at, int? index)
    {
        if (!Guid.TryParse(given["id"] as string, CultureInfo.InvariantCulture, out var id))
        {
            errors.Add(QueryErrors.WrongType(at + "/id", $"must be a record id (UUID)", $"必须是 UUID 格式的 id"));
            return;
        }
        var wish = new RecordWish(kind, _field.Form, id)
        {
            Rev = given.GetValueOrDefault("rev") is { } rev ? Convert.ToInt32(rev, CultureInfo.InvariantCulture) : null,
            Fields = given.GetValueOrDefault("fields") is IReadOnlyList<object?> fields ? [.. fields.Select(each => (string)each!)] : null,
            At = at,
            InputAt = at + "/input",
            Index = index,
        };
        if (kind is WriteKind.Update) ReadInput(wish, InputOf(member("input")!), Map(given["input"]));
        else wishes.Add(wish);
    }

    private void ReadInput(RecordWish wish, InputObjectType type, IReadOnlyDictionary<string, object?> given)
    {
        var (data, assigned, names) = (new Dictionary<string, object?>(), new Dictionary<string, object?>(), new Dictionary<string, string>());
        foreach (var (name, value) in given)
        {
            switch ((Given)type.FindField(name)!.Tag!)
            {
                case Given.Value field:
                    data[name] = value;
                    if (name != field.Field.Key) names[field.Field.Key] = name;
                    break;
                case Given.Assigned when name is "department" && wish.Kind is WriteKind.Create:
                    if (value is not null) errors.Add(DepartmentOnCreate($"{wish.InputAt}/{name}"));
                    break;
                case Given.Assigned:
                    assigned[name] = value;
                    break;
            }
        }
        foreach (var (name, value) in given.Where(each => each.Value is not null))
        {
            if (type.FindField(name)!.Tag is Given.Created created) ReadCreated(created, name, value!, wish, data, names);
        }
        wishes.Add(wish with { Data = InputJson.Of(data), Assigned = InputJson.Of(assigned), Names = names });
    }

    /// <summary>Of a field that refers to several, the new ones stand behind those that are given.</summary>
    private void ReadCreated(Given.Created created, string name, object value, RecordWish wish, Dictionary<string, object?> data, Dictionary<string, string> names)
    {
        var key = names.GetValueOrDefault(created.Field.Key, created.Field.Key);
        var known = data.GetValueOrDefault(key);
        if (value is IReadOnlyList<object?> items)
        {
            var ids = known is IReadOnlyList<object?> others ? [.. others] : new List<object?>();
            for (var i = 0; i < items.Count; i++) ids.Add(Create(created, Map(items[i]), string.Create(CultureInfo.InvariantCulture, $"{wish.InputAt}/{name}/{i}")));
            data[key] = ids;
        }
        else if (known is not null)
        {
            errors.Add(QueryErrors.GivenTwice($"{wish.InputAt}/{name}", key, name));
            return;
        }
        else
        {
            data[key] = Create(created, Map(value), $"{wish.InputAt}/{name}");
        }
        if (known is null) names[created.Field.Key] = name;
    }

    private Guid Create(Given.Created created, IReadOnlyDictionary<string, object?> given, string at)
    {
        var id = newId();
        ReadInput(new RecordWish(WriteKind.Create, created.Target, id) { At = at, InputAt = at }, created.Input, given);
        return id;
    }

    private static FieldError DepartmentOnCreate(string path) => new(path, "department_on_create", new Message(
        $"A record is created in the department of who creates it; move it afterwards.", $"新建的记录归属创建人所在部门，请在新建后再调整。"));

    private static InputObjectType InputOf(InputValue value) => (InputObjectType)value.Type.Named;

    private static IReadOnlyDictionary<string, object?> Map(object? value) => (IReadOnlyDictionary<string, object?>)value!;
}
