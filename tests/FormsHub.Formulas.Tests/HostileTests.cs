using System.Diagnostics;
using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Tests;

/// <summary>Whatever is typed, pasted or sent: an answer comes at once, and on half the stack that .NET gives a thread.</summary>
public class HostileTests
{
    private static readonly EvaluationContext Nothing = new(_ => Value.Empty, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc, null);

    public static TheoryData<string, string> Sources => new()
    {
        { new string('(', 4_000), "too_many_parts" },
        { new string('(', 900), "too_deep" },
        { new string('(', 1_000_000), "too_long" },
        { new string('!', 900), "too_deep" },
        { new string('[', 900), "too_deep" },
        { string.Concat(Enumerable.Repeat("- ", 900)), "too_deep" },
        { string.Concat(Enumerable.Repeat("a?b:", 240)) + "c", "too_deep" },
        { string.Concat(Enumerable.Repeat("a?", 450)), "too_deep" },
        { string.Concat(Enumerable.Repeat("NOT(", 450)), "too_deep" },
        { "a" + string.Concat(Enumerable.Repeat(".b", 1_900)), "too_many_parts" },
        { string.Join('+', Enumerable.Repeat("1", 1_900)), "too_many_parts" },
        { "[" + string.Join(',', Enumerable.Repeat("1", 1_900)) + "]", "too_many_parts" },
        { new string('9', 3_999), "overflow" },
        { "1e999999999", "overflow" },
        { "1e-999999999", "overflow" },
        { "0." + new string('0', 3_000) + "1", "overflow" },
        { "new Array(1e8).join('x')", "not_allowed" },
        { "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "not_allowed" },
        { "(function(){while(true){}})()", "not_allowed" },
        { "while(true){}", "not_allowed" },
        { "System.IO.File.Delete('x')", "not_allowed" },
        { "importNamespace('System')", "unknown_function" },
        { "\\u0063onstructor('x')", "not_allowed" },
        { "a.constructor.constructor('x')", "not_allowed" },
        { "x = {get a() { return 1 }}", "not_allowed" },
        { "'" + new string('x', 5_000) + "'", "too_long" },
        { "1) + (1", "unexpected_part" },
        { "1\n) , (\n1", "unexpected_part" },
        { "<!-- 1", "not_allowed" },
        { "1 --> 2", "not_allowed" },
        { "\uFEFF1", "unexpected_character" },
        { "1\u2028+1", "unexpected_character" },
        { "\0", "unexpected_character" },
        { "'\ud800'", "unexpected_character" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Is_refused_before_it_costs_anything(string source, string code)
    {
        var watch = Stopwatch.StartNew();

        var compiled = OnHalfAStack(() => new FormulaLanguage().Compile(source));

        Assert.Equal(code, compiled.Problem?.Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void The_widest_and_deepest_that_is_allowed_runs_on_half_a_stack()
    {
        var wide = string.Join(" + ", Enumerable.Repeat("1", 500));
        var deep = string.Concat(Enumerable.Repeat("IF(true, ", 50)) + "1" + new string(')', 50);
        var chosen = string.Concat(Enumerable.Repeat("a ? b : ", 50)) + "1";

        Assert.Equal(new Value.Number(500), Evaluate(wide).Value);
        Assert.Equal(new Value.Number(1), Evaluate(deep).Value);
        Assert.Equal(new Value.Number(1), Evaluate(chosen).Value);
    }

    [Fact]
    public void Texts_cannot_grow_without_bound()
    {
        var doubling = "SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE('" + new string('a', 100) + "', 'a', '" + new string('a', 100) + "'), 'a', '"
            + new string('a', 100) + "'), 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa')";

        Assert.Equal("text_too_long", Evaluate(doubling).Problem?.Code);
    }

    [Fact]
    public void Long_texts_made_again_and_again_use_up_the_steps()
    {
        var text = new Value.Text(new string('x', 90_000));
        var source = string.Join(" + ", Enumerable.Repeat("LEN(UPPER(t))", 120));

        var value = Evaluate(source, Nothing with { Field = _ => text });

        Assert.Equal("too_many_steps", value.Problem?.Code);
    }

    [Fact]
    public void Wide_lists_use_up_the_steps()
    {
        var list = new Value.List([.. Enumerable.Range(0, 9_000).Select(i => new Value.Number(i))]);
        var source = string.Join(" + ", Enumerable.Repeat("SUM(t)", 30));

        Assert.Equal("too_many_steps", Evaluate(source, Nothing with { Field = _ => list }).Problem?.Code);
        Assert.Equal("list_too_long", Evaluate("COUNT(t, t)", Nothing with { Field = _ => list }).Problem?.Code);
    }

    [Fact]
    public void A_needle_in_a_haystack_is_bounded()
    {
        var haystack = new Value.Text(new string('a', 90_000));
        var watch = Stopwatch.StartNew();

        var value = Evaluate("FIND(n, h)", Nothing with { Field = key => key is "h" ? haystack : new Value.Text(new string('a', 1_001)) });

        Assert.Equal("text_too_long", value.Problem?.Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
    }

    private static Core.Results.Result<Value> Evaluate(string source, EvaluationContext? context = null) =>
        OnHalfAStack(() => new FormulaLanguage().Compile(source).Value.Evaluate(context ?? Nothing));

    private static T OnHalfAStack<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>();
        var thread = new Thread(
            () =>
            {
                try
                {
                    result.SetResult(work());
                }
                catch (Exception failure)
                {
                    result.SetException(failure);
                }
            },
            768 * 1024);
        thread.Start();
        thread.Join();
        return result.Task.GetAwaiter().GetResult();
    }
}
