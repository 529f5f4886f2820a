using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Encryption;
using FormsHub.Core.Filters;
using FormsHub.Core.Filters.Operators;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// What may be asked of an encrypted field: whether it is empty, equals a value, or ends with four characters. PostgreSQL compares hashes
/// and never learns what is asked for.
/// </summary>
internal static class Encrypted
{
    public static SqlText Compare(Filter.Condition condition, Field field, Scope scope, bool holds)
    {
        if (condition.Operator is IsEmpty)
        {
            var isNull = condition.Operands[0] is Operand.Constant { Value: var flag } && flag.GetBoolean() == holds;
            return SqlText.Of($"{Values.ToEqual(field, $"({scope.Data}->'{field.Id}')", scope)} is {SqlText.Known(isNull ? "null" : "not null")}");
        }
        var operands = Conditions.Resolve(condition, scope);
        var (form, keys) = (scope.Form.Number, scope.Form.Keys);
        if (condition.Operator is EndsWith)
            return Conditions.Equal(Text(FieldSql.Tail(field, scope.Data)), [.. operands.Select(operand => Json(keys.TailHashOf(form, field.Id, operand.GetString()!)))], holds);

        var value = Text(FieldSql.Expression(field, scope.Data));
        List<JsonElement> hashes = [.. operands.Select(operand => Json(keys.HashOf(form, field.Id, operand.GetString()!)))];
        return condition.Operator switch
        {
            Ne => Conditions.Equal(value, hashes, !holds),
            NotIn => Conditions.AnyOf(value, hashes, !holds),
            Eq => Conditions.Equal(value, hashes, holds),
            In => Conditions.AnyOf(value, hashes, holds),
            _ => throw new NotSupportedException(condition.Operator.Name),
        };

        ValueSql Text(string stored) => new(Values.ToEqual(field, stored, scope), ValueKind.Text);
    }

    /// <summary>That an encrypted field whose value the caller may ask for ends with a searched word; null if none can.</summary>
    public static SqlText? EndsWith(string word, Scope record)
    {
        if (record.Form.Encrypted.Count is 0 || Tails.Asked(word) is not { } tail) return null;
        var rights = record.Context.Rights;
        var ends = record.Form.Encrypted
            .Where(field => rights.Sees(record.Form, field) is Sight.Clear || (rights.Sees(record.Form, field) is Sight.Masked && rights.MayAskEqual(record.Form, field)))
            .Select(field => SqlText.Of($"{Values.ToEqual(field, FieldSql.Tail(field, record.Data), record)} = {record.Form.Keys.TailHashOf(record.Form.Number, field.Id, tail)}"))
            .ToList();
        return ends.Count is 0 ? null : SqlText.Join(" or ", ends);
    }

    private static JsonElement Json(string hash) => JsonSerializer.SerializeToElement(hash);
}
