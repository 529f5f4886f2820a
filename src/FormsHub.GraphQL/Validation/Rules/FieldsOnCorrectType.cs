using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every field that is selected is one of the type around it. See https://spec.graphql.org/September2025/#sec-Field-Selections
/// </summary>
public sealed class FieldsOnCorrectType : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<FieldNode>(field =>
    {
        if (context.Types.Parent is not { } type || context.Types.Field is not null) return;

        context.Report($"Cannot query field \"{field.Name}\" on type \"{type}\".{Suggestion(context, type, field.Name.Value)}", field);
    });

    private static string Suggestion(ValidationContext context, CompositeType type, string field)
    {
        if (context.HideSuggestions) return "";
        var types = Suggestions.DidYouMean(TypesWith(field, type, context.Schema), "to use an inline fragment on");
        return types is "" && type is FieldsType fields ? context.DidYouMean(field, fields.Fields.Select(each => each.Name)) : types;
    }

    // The types that an abstract type can be and that have the field, the interfaces that most of them share first.
    private static List<string> TypesWith(string field, CompositeType type, Schema schema)
    {
        if (type is ObjectType) return [];

        var found = new Dictionary<FieldsType, int>();
        foreach (var possible in schema.PossibleTypes(type).Where(possible => possible.FindField(field) is not null))
        {
            found[possible] = 1;
            foreach (var shared in possible.Interfaces.Where(shared => shared.FindField(field) is not null))
                found[shared] = found.GetValueOrDefault(shared) + 1;
        }

        List<FieldsType> sorted = [];
        foreach (var one in found.Keys) sorted.Insert(sorted.FindIndex(other => ComesFirst(one, other)) is >= 0 and var at ? at : sorted.Count, one);
        return sorted.ConvertAll(one => one.Name);

        bool ComesFirst(FieldsType one, FieldsType other)
        {
            if (found[one] != found[other]) return found[one] > found[other];
            if (one is InterfaceType && other.IsSubtypeOf(one)) return true;
            if (other is InterfaceType && one.IsSubtypeOf(other)) return false;
            return Suggestions.Natural.Compare(one.Name, other.Name) < 0;
        }
    }
}
