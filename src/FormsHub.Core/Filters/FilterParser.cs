using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Filters;

/// <summary>Reads filters from JSON. Every error names its place in the filter as a JSON pointer.</summary>
/// <param name="rights">What the one who asks may ask about.</param>
/// <param name="isKept">Whether the filter is to be stored: then it holds no value of an encrypted field.</param>
public sealed class FilterParser(IFormCatalog catalog, IDirectory directory, FilterRights rights, bool isKept = false)
{
    public const int MaxDepth = 12;
    public const int MaxConditions = 200;
    public const int MaxValues = 1000;

    private static readonly string[] Quantifiers = ["some", "none", "every"];
    private static readonly string[] Connectives = ["and", "or", "not"];

    /// <param name="path">Where the filter stands in the request.</param>
    public Result<Filter> Parse(JsonElement json, Form form, string path = "/filter") => Parse(json, new RecordScope(form), path);

    /// <summary>A filter of the rows of a sub-table.</summary>
    public Result<Filter> ParseRows(JsonElement json, Field table, Form owner, string path = "/filter") => Parse(json, new RowScope(table, owner), path);

    private Result<Filter> Parse(JsonElement json, NameScope scope, string path)
    {
        var errors = new List<FieldError>();
        var filter = SafeInput.Refuse(json) is { } wrong ? Refused(wrong.Under(path), errors) : new Run(this, errors).Object(json, scope, path, 1);
        return errors.Count is 0 ? filter : Problem.Invalid(
            "invalid_filter", $"The filter is wrong at \"{errors[0].Path}\": {errors[0].Message}", $"筛选条件“{errors[0].Path}”处有误：{errors[0].Message.In(Language.Chinese)}") with
        { Errors = errors };
    }

    private static Filter Refused(FieldError error, List<FieldError> errors)
    {
        errors.Add(error);
        return Filter.Everything;
    }

    /// <summary>Whether a field is computed when it is read, so that nothing can be asked of it.</summary>
    public static bool IsVolatile(Form form, Field field) =>
        form.Logic.Volatile.Contains(field.Id);

    /// <summary>What names mean at a place of the filter.</summary>
    private abstract record NameScope;

    private sealed record RecordScope(Form Form) : NameScope;

    private sealed record RowScope(Field Table, Form Owner) : NameScope;

    private sealed record ItemScope(Field List) : NameScope;

    private sealed class Run(FilterParser parser, List<FieldError> errors)
    {
        private readonly OperandReader _operands = new(parser.Directory, errors);
        private int _conditions;

        /// <summary>All members of an object hold.</summary>
        public Filter Object(JsonElement json, NameScope scope, string path, int depth)
        {
            if (depth > MaxDepth) return Wrong(FilterErrors.TooDeep(path));
            if (json.ValueKind is not JsonValueKind.Object) return Wrong(FilterErrors.NotAnObject(path));
            var parts = new List<Filter>();
            foreach (var member in json.EnumerateObject()) parts.Add(Member(member, scope, Under(path, member.Name), depth));
            return parts is [var only] ? only : new Filter.All(parts);
        }

        private Filter Member(JsonProperty member, NameScope scope, string path, int depth) => member.Name switch
        {
            "and" => new Filter.All(List(member.Value, scope, path, depth)),
            "or" => new Filter.Any(List(member.Value, scope, path, depth)),
            "not" => new Filter.Not(Object(member.Value, scope, path, depth + 1)),
            _ => scope switch
            {
                RecordScope record => OfRecord(member, record.Form, path, depth),
                RowScope row => OfRow(member, row, path, depth),
                ItemScope item => OfItem(member, new Subject.OfItem(item.List), path),
                _ => throw new NotSupportedException(scope.ToString()),
            },
        };

        private List<Filter> List(JsonElement json, NameScope scope, string path, int depth)
        {
            if (json.ValueKind is not JsonValueKind.Array)
            {
                errors.Add(FilterErrors.NotAList(path));
                return [];
            }
            if (json.GetArrayLength() > MaxConditions)
            {
                errors.Add(FilterErrors.TooManyConditions(path));
                return [];
            }
            return [.. json.EnumerateArray().Select((item, index) => Object(item, scope, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"), depth + 1))];
        }

        private Filter OfRecord(JsonProperty member, Form form, string path, int depth)
        {
            if (parser.Rights.Find(form, member.Name) is { } field)
                return IsVolatile(form, field) ? Wrong(FilterErrors.Volatile(path, member.Name)) : OfField(member.Value, field, form, path, depth);
            return parser.Rights.System(member.Name) is { } system
                ? Conditions(member.Value, new Subject.OfSystem(system), path)
                : Wrong(FilterErrors.UnknownField(path, member.Name, parser.Rights.Names(form).Concat(Connectives)));
        }

        private Filter OfRow(JsonProperty member, RowScope row, string path, int depth) =>
            row.Table.Column(member.Name) is { } column && parser.Rights.Sees(row.Owner, column) is not Sight.Nothing
                ? OfField(member.Value, column, row.Owner, path, depth)
                : Wrong(FilterErrors.UnknownField(
                    path, member.Name, row.Table.Columns.Where(each => parser.Rights.Sees(row.Owner, each) is not Sight.Nothing).Select(each => each.Key).Concat(Connectives)));

        private Filter OfItem(JsonProperty member, Subject subject, string path) => FilterOperator.Find(member.Name) is { } known && Allows(subject, known)
            ? Condition(member.Value, subject, known, path)
            : Wrong(FilterErrors.UnknownOperator(path, member.Name, [.. Names(subject), .. Connectives]));

        /// <summary>The conditions on a field: operators, quantifiers, parts, and the fields of a referenced record.</summary>
        private Filter OfField(JsonElement json, Field field, Form owner, string path, int depth)
        {
            if (json.ValueKind is not JsonValueKind.Object) return Wrong(FilterErrors.NotOperators(path));
            if (parser.Rights.Sees(owner, field) is Sight.Masked && !IsOnEquality(json, field, owner)) return Wrong(FilterErrors.Masked(path, field.Key));
            var subject = Subject.Of(field, owner, parser.Catalog);
            var target = field.Options is ReferenceOptions { Target: var key } ? parser.Catalog.Find(key) : null;
            var parts = new List<Filter>();
            var through = new List<Filter>();
            foreach (var member in json.EnumerateObject())
            {
                var inner = Under(path, member.Name);
                if (FilterOperator.Find(member.Name) is { } known && Allows(subject, known))
                    parts.Add(Condition(member.Value, subject, known, inner));
                else if (field.IsEncrypted && FilterOperator.Find(member.Name) is not null)
                    parts.Add(Wrong(FilterErrors.Encrypted(inner, field.Key)));
                else if (Quantifiers.Contains(member.Name) && (field.Columns.Count > 0 || subject.IsList) && subject is Subject.OfField { Field: var own, Kind: var kind } && own == kind)
                    parts.Add(Quantified(member, field, owner, target, inner, depth));
                else if (field.Type.Parts.FirstOrDefault(part => part.Key == member.Name) is { } part)
                    parts.Add(Conditions(member.Value, new Subject.OfPart(field, part), inner));
                else if (target is not null && !subject.IsList)
                    through.Add(Into(target, member, inner, depth));
                else if (target is not null && (target[member.Name] is not null || parser.Rights.System(member.Name) is not null))
                    parts.Add(Wrong(FilterErrors.AskSome(inner)));
                else
                    parts.Add(Wrong(FilterErrors.UnknownOperator(inner, member.Name, Names(subject, field))));
            }
            if (through.Count > 0) parts.Add(new Filter.Through(field, target!, through is [var one] ? one : new Filter.All(through)));
            return parts is [var only] ? only : new Filter.All(parts);
        }

        /// <summary>More than whether it equals another, one may not ask of a masked value: step by step the answers would tell it.</summary>
        private bool IsOnEquality(JsonElement json, Field field, Form owner) => parser.Rights.MayAskEqual(owner, field)
            && json.EnumerateObject().All(member => FilterOperator.Find(member.Name) is { } known && (known.IsOnEquality || (field.IsEncrypted && known.Needs.HasFlag(FilterOperators.Tail))));

        private Filter Into(Form target, JsonProperty member, string path, int depth)
        {
            if (depth >= MaxDepth) return Wrong(FilterErrors.TooDeep(path));
            if (!parser.Rights.MayRead(target)) return Wrong(FilterErrors.Unreadable(path, target.Key));
            var known = Connectives.Contains(member.Name) || parser.Rights.Find(target, member.Name) is not null || parser.Rights.System(member.Name) is not null;
            return known
                ? Member(member, new RecordScope(target), path, depth + 1)
                : Wrong(FilterErrors.UnknownOperator(path, member.Name, [.. FilterOperator.All.Select(each => each.Name), .. parser.Rights.Names(target)]));
        }

        private Filter Quantified(JsonProperty member, Field field, Form owner, Form? target, string path, int depth)
        {
            Filter Some(bool negated)
            {
                var part = Inner();
                if (negated) part = new Filter.Not(part);
                return field.Columns.Count > 0 ? new Filter.SomeRow(field, part)
                    : target is not null && !IsOnItems(member.Value, target) ? new Filter.SomeRecord(field, target, part)
                    : new Filter.SomeItem(field, part);
            }

            Filter Inner()
            {
                if (field.Columns.Count > 0) return Object(member.Value, new RowScope(field, owner), path, depth + 1);
                if (target is null || IsOnItems(member.Value, target)) return Object(member.Value, new ItemScope(field), path, depth + 1);
                return parser.Rights.MayRead(target)
                    ? Object(member.Value, new RecordScope(target), path, depth + 1)
                    : Wrong(FilterErrors.Unreadable(path, target.Key));
            }

            return member.Name switch
            {
                "some" => Some(negated: false),
                "none" => new Filter.Not(Some(negated: false)),
                _ => new Filter.Not(Some(negated: true)),
            };
        }

        /// <summary>Of references, {"eq": id} asks the references themselves, anything else the records.</summary>
        private static bool IsOnItems(JsonElement json, Form target) => json.ValueKind is JsonValueKind.Object
            && json.EnumerateObject().Any()
            && json.EnumerateObject().All(member => target[member.Name] is null && FilterOperator.Find(member.Name) is not null);

        private Filter Conditions(JsonElement json, Subject subject, string path)
        {
            if (json.ValueKind is not JsonValueKind.Object) return Wrong(FilterErrors.NotOperators(path));
            var parts = new List<Filter>();
            foreach (var member in json.EnumerateObject()) parts.Add(OfItem(member, subject, Under(path, member.Name)));
            return parts is [var only] ? only : new Filter.All(parts);
        }

        private Filter Condition(JsonElement json, Subject subject, FilterOperator how, string path)
        {
            if (++_conditions > MaxConditions) return _conditions is MaxConditions + 1 ? Wrong(FilterErrors.TooManyConditions(path)) : Filter.Everything;
            if (subject is Subject.OfField { Field: { IsEncrypted: true } field })
            {
                if (parser.IsKept && how.Shape is not OperandShape.Flag) return Wrong(FilterErrors.EncryptedKept(path, field.Key));
                if (how.Needs.HasFlag(FilterOperators.Tail)) return Tail(json, subject, how, path);
            }
            return how.Shape switch
            {
                OperandShape.One => One(json, subject, how, path),
                OperandShape.Item => Compare(subject, how, _operands.Read(json, subject, path)),
                OperandShape.Many => Many(json, subject, how, path),
                OperandShape.Pair => json.ValueKind is JsonValueKind.Array && json.GetArrayLength() is 2
                    ? Compare(subject, how, [.. json.EnumerateArray().Select((item, index) => _operands.Read(item, subject, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}")))])
                    : Wrong(FilterErrors.NotAPair(path)),
                OperandShape.Flag => json.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? new Filter.Condition(subject, how, [new Operand.Constant(json)])
                    : Wrong(FilterErrors.NotAFlag(path)),
            };
        }

        private Filter Tail(JsonElement json, Subject subject, FilterOperator how, string path) =>
            json.ValueKind is JsonValueKind.String && Encryption.Tails.Asked(json.GetString()!) is { } tail
                ? new Filter.Condition(subject, how, [new Operand.Constant(JsonSerializer.SerializeToElement(tail))])
                : Wrong(FilterErrors.LastFour(path));

        /// <summary>Equal to null or to an empty text is empty, as stored values never are either.</summary>
        private Filter One(JsonElement json, Subject subject, FilterOperator how, string path)
        {
            var empty = json.ValueKind is JsonValueKind.Null || (json.ValueKind is JsonValueKind.String && json.ValueEquals(""));
            return empty && how.Needs is FilterOperators.Eq
                ? IsEmpty(subject, how.HoldsForEmpty([]) is false)
                : Compare(subject, how, _operands.Read(json, subject, path));
        }

        /// <summary>A null among the values stands for empty.</summary>
        private Filter Many(JsonElement json, Subject subject, FilterOperator how, string path)
        {
            if (json.ValueKind is JsonValueKind.String && subject.Links is LinkKind.User or LinkKind.Department) return Compare(subject, how, _operands.Read(json, subject, path));
            if (json.ValueKind is not JsonValueKind.Array) return Wrong(FilterErrors.NotAList(path));
            if (json.GetArrayLength() > MaxValues) return Wrong(FilterErrors.TooManyValues(path));

            var values = json.EnumerateArray().Select((item, index) => (Item: item, Path: string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"))).ToList();
            var operands = values.Where(value => value.Item.ValueKind is not JsonValueKind.Null)
                .Select(value => _operands.Read(value.Item, subject, value.Path)).ToArray();
            var compared = Compare(subject, how, operands);
            if (operands.Length == values.Count) return compared;
            return how.HoldsForEmpty([])
                ? new Filter.All([compared, IsEmpty(subject, false)])
                : new Filter.Any([compared, IsEmpty(subject, true)]);
        }

        private static Filter.Condition IsEmpty(Subject subject, bool empty) =>
            new(subject, FilterOperator.Find("isEmpty")!, [new Operand.Constant(JsonElement.Parse(empty ? "true" : "false"))]);

        private static Filter Compare(Subject subject, FilterOperator how, params IReadOnlyList<Operand?> operands) =>
            operands.Contains(null) ? Filter.Everything : new Filter.Condition(subject, how, [.. operands.Select(operand => operand!)]);

        private static bool Allows(Subject subject, FilterOperator how) => (subject.Operators & how.Needs) is not FilterOperators.None;

        private static IEnumerable<string> Names(Subject subject) => FilterOperator.All.Where(each => Allows(subject, each)).Select(each => each.Name);

        private static List<string> Names(Subject subject, Field field) =>
        [
            .. Names(subject),
            .. field.Columns.Count > 0 || subject.IsList ? Quantifiers : [],
            .. field.Type.Parts.Select(part => part.Key),
        ];

        private Filter Wrong(FieldError error)
        {
            errors.Add(error);
            return Filter.Everything;
        }

        private static string Under(string path, string name) => path + JsonPointer.To(name);
    }

    private IFormCatalog Catalog => catalog;
    private IDirectory Directory => directory;
    private bool IsKept => isKept;

    private FilterRights Rights => rights;
}
