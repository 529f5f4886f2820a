using System.Text.Json.Serialization;

namespace FormsHub.Server.People.Providers;

/// <summary>Whose way of OAuth 2.0 a provider speaks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProviderKind>))]
public enum ProviderKind
{
    /// <summary>OAuth 2.0 as the RFC has it, with an address that tells who somebody is.</summary>
    [JsonStringEnumMemberName("generic")]
    Generic,

    /// <summary>企业微信.</summary>
    [JsonStringEnumMemberName("wecom")]
    WeCom,

    /// <summary>钉钉.</summary>
    [JsonStringEnumMemberName("dingtalk")]
    DingTalk,

    /// <summary>飞书, and Lark with its addresses.</summary>
    [JsonStringEnumMemberName("feishu")]
    Feishu,
}

/// <summary>Where a provider is reached.</summary>
/// <param name="Authorize">Where the browser goes.</param>
/// <param name="Token">Where the code is changed for a token.</param>
/// <param name="User">Where one asks who it is.</param>
/// <param name="Member">Of WeCom: where one asks the name of a member.</param>
public sealed record ProviderAddresses(string? Authorize = null, string? Token = null, string? User = null, string? Member = null)
{
    /// <summary>Inside the app of WeCom the browser goes elsewhere.</summary>
    internal const string WeComInside = "https://open.weixin.qq.com/connect/oauth2/authorize";

    private static readonly ProviderAddresses WeCom = new(
        "https://login.work.weixin.qq.com/wwlogin/sso/login", "https://qyapi.weixin.qq.com/cgi-bin/gettoken",
        "https://qyapi.weixin.qq.com/cgi-bin/auth/getuserinfo", "https://qyapi.weixin.qq.com/cgi-bin/user/get");

    private static readonly ProviderAddresses DingTalk = new(
        "https://login.dingtalk.com/oauth2/auth", "https://api.dingtalk.com/v1.0/oauth2/userAccessToken", "https://api.dingtalk.com/v1.0/contact/users/me");

    private static readonly ProviderAddresses Feishu = new(
        "https://accounts.feishu.cn/open-apis/authen/v1/authorize", "https://open.feishu.cn/open-apis/authen/v2/oauth/token",
        "https://open.feishu.cn/open-apis/authen/v1/user_info");

    /// <summary>These, and where one is not given that of the kind.</summary>
    internal ProviderAddresses Or(ProviderKind kind)
    {
        var usual = kind switch
        {
            ProviderKind.WeCom => WeCom,
            ProviderKind.DingTalk => DingTalk,
            ProviderKind.Feishu => Feishu,
            ProviderKind.Generic => new ProviderAddresses(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return new ProviderAddresses(Authorize ?? usual.Authorize, Token ?? usual.Token, User ?? usual.User, Member ?? usual.Member);
    }
}
