using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Introspection;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Execution;

/// <summary>One execution of an operation: ExecuteSelectionSet(), ExecuteField() and CompleteValue() of https://spec.graphql.org/September2025/#sec-Executing-Selection-Sets</summary>
internal sealed class OperationRun(ExecutableOperation operation, object? state, CancellationToken ct)
{
    /// <summary>Fragments that spread fragments can ask for any depth; a writer of JSON takes 1,000 levels, most readers fewer.</summary>
    private const int DeepestResponse = 500;

    /// <summary>In place of a value: an error was noted, and what holds the value becomes null, up to the first place that may be.</summary>
    private static readonly object Raised = new();

    /// <summary>The fields that objects of one type are asked for, those alone that the type has.</summary>
    private sealed record Selection(FieldGroup[] Groups, Field[] Fields, string[] Keys);

    /// <summary>The field whose value is being completed.</summary>
    private readonly record struct Target(ObjectType Parent, Field Field, FieldGroup Group);

    private readonly ErrorList _errors = new();
    private readonly ConcurrentDictionary<(FieldGroup Group, ObjectType Type), Selection> _selections = [];

    public async Task<ExecutionResult> ExecuteAsync(object? root, bool isSerial)
    {
        object? data;
        try
        {
            data = await ObjectAsync(operation.Root, Select(operation.Root, operation.Collect()), root, null, isSerial);
        }
        catch (GraphQLException exception)
        {
            _errors.Add(exception.Error, null);
            data = null;
        }
        ct.ThrowIfCancellationRequested();
        return new ExecutionResult { Data = ReferenceEquals(data, Raised) ? null : data, Errors = _errors.ToList() };
    }

    public async Task<(IAsyncEnumerable<object?>? Events, GraphQLError? Error)> SubscribeAsync(object? root)
    {
        FieldGroup? group = null;
        ResponsePath? path = null;
        try
        {
            group = operation.Collect()[0];
            if (operation.Schema.FindField(operation.Root, group.Name) is not { } field)
                return (null, new GraphQLError($"The subscription field \"{group.Name}\" is not defined.") { Locations = group.Locations });

            path = new ResponsePath(null, group.ResponseKey, isNullable: true);
            var context = Context(operation.Root, field, group, root, path);
            var events = field.Subscribe is not null ? await field.Subscribe(context) : FromDictionary(root, field.Name) switch
            {
                Func<ResolveContext, ValueTask<IAsyncEnumerable<object?>>> subscribe => await subscribe(context),
                var value => value as IAsyncEnumerable<object?>,
            };
            return events is not null ? (events, null) : (null, Locate(new GraphQLError("Subscription field must return Async Iterable. Received: null."), group, path));
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return (null, group is null ? ErrorOf(exception) : Locate(ErrorOf(exception), group, path));
        }
    }

    private Selection Select(ObjectType type, IReadOnlyList<FieldGroup> groups)
    {
        var known = groups.Select(group => (Group: group, Field: operation.Schema.FindField(type, group.Name))).Where(each => each.Field is not null).ToList();
        return new Selection([.. known.Select(each => each.Group)], [.. known.Select(each => each.Field!)], [.. known.Select(each => each.Group.ResponseKey)]);
    }

    private async ValueTask<object?> ObjectAsync(ObjectType type, Selection selection, object? source, ResponsePath? path, bool isSerial)
    {
        var values = new object?[selection.Groups.Length];
        List<(int Index, Task<object?> Task)>? running = null;
        var raised = false;
        for (var index = 0; index < values.Length && !raised; index++)
        {
            var field = FieldAsync(type, selection.Fields[index], selection.Groups[index], source, path);
            if (isSerial || field.IsCompleted) raised = ReferenceEquals(values[index] = await field, Raised);
            else (running ??= []).Add((index, field.AsTask()));
        }
        if (running is not null) raised |= await JoinAsync(running, values);
        return raised ? Raised : new ResponseObject(selection.Keys, values);
    }

    /// <summary>Waits for all, also where one has raised, so that no resolver still works when the response is there.</summary>
    private static async Task<bool> JoinAsync(List<(int Index, Task<object?> Task)> running, IList<object?> values)
    {
        await Task.WhenAll(running.Select(each => each.Task));
        var raised = false;
        foreach (var (index, task) in running) raised |= ReferenceEquals(values[index] = await task, Raised);
        return raised;
    }

    private async ValueTask<object?> FieldAsync(ObjectType parent, Field field, FieldGroup group, object? source, ResponsePath? parentPath)
    {
        if (field == MetaFields.TypeName) return parent.Name;
        if ((field == MetaFields.Schema || field == MetaFields.Type) && IntrospectionWriter.Write(operation, field, group, ct) is { IsNull: false } json) return json;

        var path = new ResponsePath(parentPath, group.ResponseKey, field.Type is not NonNullType);
        object? value;
        try
        {
            ct.ThrowIfCancellationRequested();
            var answer = await ResolveAsync(parent, field, group, source, path);
            value = await CompleteAsync(field.Type, answer, new Target(parent, field, group), path);
        }
        catch (Exception exception)
        {
            // Cancellation too: the whole run throws it, when no resolver works any more.
            value = Raise(ErrorOf(exception), group, path);
        }
        return path.IsNullable && ReferenceEquals(value, Raised) ? null : value;
    }

    private ResolveContext Context(ObjectType parent, Field field, FieldGroup group, object? source, ResponsePath path) => new()
    {
        Source = source,
        Arguments = operation.ArgumentsOf(parent, field, group.Nodes[0]),
        ParentType = parent,
        Field = field,
        Selection = group,
        Path = path,
        Operation = operation,
        State = state,
        Cancellation = ct,
    };

    private ValueTask<object?> ResolveAsync(ObjectType parent, Field field, FieldGroup group, object? source, ResponsePath path)
    {
        // Most fields of a tree of dictionaries need no context.
        var (answer, held) = (field.Tag as IntrospectionAnswer, field.Resolve is null ? FromDictionary(source, field.Name) : null);
        if (field is { Resolve: null, Arguments.Count: 0 } && answer is null && held is not Func<ResolveContext, ValueTask<object?>>) return ValueTask.FromResult(held);

        var context = Context(parent, field, group, source, path);
        return field.Resolve is { } resolve ? resolve(context)
            : answer is not null ? ValueTask.FromResult(answer(source, context.Arguments, operation.Schema))
            : held is Func<ResolveContext, ValueTask<object?>> resolver ? resolver(context)
            : ValueTask.FromResult(held);
    }

    private static object? FromDictionary(object? source, string name) => (source as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(name);

    private ValueTask<object?> CompleteAsync(GraphQLType type, object? value, Target target, ResponsePath path) =>
        type.Nullable is LeafType leaf && value is not (null or RawJson or GraphQLError) ? ValueTask.FromResult<object?>(Leaf(leaf, value)) : CompleteAnyAsync(type, value, target, path);

    private async ValueTask<object?> CompleteAnyAsync(GraphQLType type, object? value, Target target, ResponsePath path)
    {
        if (type is NonNullType nonNull)
        {
            return await CompleteAnyAsync(nonNull.Of, value, target, path)
                ?? Raise(new GraphQLError($"Cannot return null for non-nullable field {target.Parent}.{target.Field.Name}."), target.Group, path);
        }
        return value switch
        {
            null or RawJson { IsNull: true } => null,
            RawJson => value,
            GraphQLError error => Raise(error, target.Group, path),
            _ => type switch
            {
                ListType list => await ListAsync(list.Of, value, target, path),
                LeafType leaf => Leaf(leaf, value),
                CompositeType composite => await ObjectAsync(composite, value, target, path),
                _ => throw new NotSupportedException($"{type} is no output type."),
            },
        };
    }

    private async ValueTask<object?> ListAsync(GraphQLType itemType, object value, Target target, ResponsePath path)
    {
        List<object?> values = [];
        List<(int Index, Task<object?> Task)>? running = null;
        var raised = false;

        async ValueTask AddAsync(object? item)
        {
            var completed = ItemAsync(itemType, item, target, new ResponsePath(path, values.Count, itemType is not NonNullType));
            values.Add(null);
            if (completed.IsCompleted) raised = ReferenceEquals(values[^1] = await completed, Raised);
            else (running ??= []).Add((values.Count - 1, completed.AsTask()));
        }

        try
        {
            if (value is IAsyncEnumerable<object?> stream)
            {
                await foreach (var item in stream.WithCancellation(ct))
                {
                    await AddAsync(item);
                    if (raised) break;
                }
            }
            else if (value is IEnumerable items and not (string or IReadOnlyDictionary<string, object?>))
            {
                foreach (var item in items)
                {
                    await AddAsync(item);
                    if (raised) break;
                }
            }
            else
            {
                throw new GraphQLException($"Expected Iterable, but did not find one for field \"{target.Parent}.{target.Field.Name}\".");
            }
        }
        catch
        {
            // The items before are waited for, too.
            if (running is not null) await JoinAsync(running, values);
            throw;
        }
        if (running is not null) raised |= await JoinAsync(running, values);
        return raised ? Raised : values;
    }

    private async ValueTask<object?> ItemAsync(GraphQLType type, object? item, Target target, ResponsePath path)
    {
        object? value;
        try
        {
            value = await CompleteAsync(type, item, target, path);
        }
        catch (Exception exception)
        {
            value = Raise(ErrorOf(exception), target.Group, path);
        }
        return path.IsNullable && ReferenceEquals(value, Raised) ? null : value;
    }

    private static object Leaf(LeafType type, object value) => type switch
    {
        EnumType names => names.FindByValue(value)?.Name ?? throw new GraphQLException($"Enum \"{names}\" cannot represent value: {ValueText.Of(value)}"),
        ScalarType scalar => scalar.Serialize(value) ?? throw new GraphQLException($"Scalar \"{scalar}\" serialized {ValueText.Of(value)} to null."),
        _ => throw new NotSupportedException($"{type} is no leaf type."),
    };

    private async ValueTask<object?> ObjectAsync(CompositeType type, object value, Target target, ResponsePath path)
    {
        if (path.Depth > DeepestResponse || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new GraphQLException("The response is nested too deeply.");

        var of = type as ObjectType ?? Concrete(type, value, target);
        var selection = _selections.GetOrAdd((target.Group, of), static (key, run) => run.Select(key.Type, run.Operation.CollectSubfields(key.Type, key.Group)), this);
        return await ObjectAsync(of, selection, value, path, isSerial: false);
    }

    private ExecutableOperation Operation => operation;

    private ObjectType Concrete(CompositeType type, object value, Target target)
    {
        var name = type.ResolveType is { } resolve ? resolve(value) : FromDictionary(value, "__typename") as string;
        if (name is null)
            throw new GraphQLException($"Abstract type \"{type}\" must resolve to an Object type at runtime for field \"{target.Parent}.{target.Field.Name}\".");
        return operation.Schema.FindType(name) switch
        {
            ObjectType found when found.IsSubtypeOf(type) => found,
            ObjectType => throw new GraphQLException($"Runtime Object type \"{name}\" is not a possible type for \"{type}\"."),
            null => throw new GraphQLException($"Abstract type \"{type}\" was resolved to a type \"{name}\" that does not exist inside the schema."),
            _ => throw new GraphQLException($"Abstract type \"{type}\" was resolved to a non-object type \"{name}\"."),
        };
    }

    private object Raise(GraphQLError error, FieldGroup group, ResponsePath path)
    {
        _errors.Add(Locate(error, group, path), path);
        return Raised;
    }

    private static GraphQLError Locate(GraphQLError error, FieldGroup group, ResponsePath? path) => error with
    {
        Locations = error.Locations.Count > 0 ? error.Locations : group.Locations,
        Path = error.Path ?? path?.ToList(),
    };

    private static GraphQLError ErrorOf(Exception exception) =>
        exception is GraphQLException known ? known.Error : new GraphQLError("An unexpected error occurred.") { Cause = exception };
}
