using FormsHub.Core.Results;
using FormsHub.GraphQL;

namespace FormsHub.Server.GraphQL.Subscriptions;

/// <summary>Why a subscription ends.</summary>
internal static class SubscriptionProblems
{
    public static readonly Problem Outdated = Problem.Conflict(
        "subscription_outdated",
        $"The forms or your rights have changed, and the subscription does not fit them any more.",
        $"表单或您的权限已更改，此订阅不再适用。");

    /// <param name="since">The last change set that was told completely; null: there was none.</param>
    public static Problem FellBehind(Guid? since) => Problem.Conflict(
        "subscription_fell_behind",
        $"More was changed than was taken from the subscription. Subscribe again with the \"since\" that comes with this error; what you know already may then come again.",
        $"变更多于此订阅已取走的数量。请使用此错误所附的“since”重新订阅，已收到的变更可能会再次发送。")
        with
    { Details = new Dictionary<string, object?> { ["since"] = since?.ToString() } };

    public static GraphQLError Error(Problem problem, Language language) => new(problem.Message.In(language))
    {
        Extensions = new Dictionary<string, object?>(problem.Details) { ["code"] = problem.Code },
    };
}
