using System.Collections.Frozen;

namespace FormsHub.Core.Fields;

/// <summary>All field types, in the order of the designer's palette.</summary>
public static class FieldTypes
{
    public static readonly IReadOnlyList<FieldType> All =
    [
        new TextField(),
        new LongTextField(),
        new RichTextField(),
        new NumberField(),
        new CurrencyField(),
        new PercentField(),
        new RatingField(),
        new BooleanField(),
        new DateField(),
        new DateTimeField(),
        new TimeField(),
        new DateRangeField(),
        new SelectField(),
        new MultiSelectField(),
        new CascadeField(),
        new RegionField(),
        new PhoneField(),
        new EmailField(),
        new UrlField(),
        new IdCardField(),
        new UserField(),
        new UsersField(),
        new DepartmentField(),
        new DepartmentsField(),
        new ReferenceField(),
        new ReferencesField(),
        new LookupField(),
        new RollupField(),
        new FormulaField(),
        new SerialField(),
        new TableField(),
        new FileField(),
        new ImageField(),
        new SignatureField(),
        new LocationField(),
        new JsonField(),
        new SectionField(),
        new TabsField(),
        new DividerField(),
        new NoteField(),
    ];

    private static readonly FrozenDictionary<string, FieldType> ByName = All.ToFrozenDictionary(type => type.Name);

    public static FieldType? Find(string name) => ByName.GetValueOrDefault(name);
}
