using System.Collections.Frozen;

namespace FormsHub.Core.Fields;

/// <summary>All field types, in the order of the designer's palette.</summary>
public static class FieldTypes
{
    public static readonly IReadOnlyList<FieldType> All =
    [
        new TextField(),
        new NumberField(),
        new DateField(),
        new SelectField(),
        new ReferenceField(),
        new TableField(),
    ];

    private static readonly FrozenDictionary<string, FieldType> ByName = All.ToFrozenDictionary(type => type.Name);

    public static FieldType? Find(string name) => ByName.GetValueOrDefault(name);
}
