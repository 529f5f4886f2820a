using System.Globalization;
using System.Text.Json.Nodes;

namespace FormsHub.Benchmarks;

/// <summary>Invented customers and contacts for the forms of the emergency-contact template, the same for the same numbers.</summary>
public static class ContactData
{
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
    private const string Given = "伟芳娜敏静磊洋艳勇军杰娟涛明超霞平刚桂英建国志强晓东雪梅海燕子涵思远文博佳怡雨桐浩然俊欣庆丽华春生天宇梦琪嘉诚永福玉兰";
    private static readonly string[] Regions = ["east", "south", "north", "central", "southwest", "northwest", "northeast", "overseas"];
    private static readonly string[] Priorities = ["high", "medium", "low"];
    private static readonly string[] Relations = ["principal", "operations", "technical", "finance", "security", "duty", "other"];
    private static readonly string[] Jobs = ["总经理", "运营经理", "信息部主任", "财务总监", "安全主管", "值班长", "行政主管"];

    public static JsonObject Customer(int number) => new()
    {
        ["name"] = string.Create(CultureInfo.InvariantCulture, $"{Name(number * 7)}{Name(number * 13)}第{number}有限公司"),
        ["level"] = number % 9 is 0 ? "important" : "standard",
        ["region"] = Regions[number % Regions.Length],
        ["city"] = "上海",
        ["responseMinutes"] = 480,
    };

    /// <param name="number">Every contact has one of its own; it makes the unique phone.</param>
    public static JsonObject Contact(int number, string customer)
    {
        var random = new Random(number);
        var phone = Phone(number);
        return new JsonObject
        {
            ["name"] = Name(random.Next()),
            ["customer"] = customer,
            ["relation"] = Relations[random.Next(Relations.Length)],
            ["jobTitle"] = Jobs[random.Next(Jobs.Length)],
            ["priority"] = Priorities[random.Next(Priorities.Length)],
            ["phone"] = phone,
            ["backupPhone"] = Phone(number + 400_000_000),
            ["email"] = $"p{number}@example.com",
            ["languages"] = new JsonArray("zh"),
            ["hours"] = "always",
            ["verifiedAt"] = Moment(random.Next(400 * 24 * 60)),
            ["verifiedHow"] = "call",
        };
    }

    /// <summary>Two characters as they stand in some contacts' names.</summary>
    public static string TwoCharacters(int number) => Name(new Random(number).Next())[..2];

    private static string Moment(int minutes) =>
        new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(-minutes).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Name(int number)
    {
        var random = new Random(number);
        return string.Concat(Surnames[random.Next(Surnames.Length)], Given[random.Next(Given.Length)], Given[random.Next(Given.Length)]);
    }

    /// <summary>A mobile number that the rules accept: +86 13 and nine digits.</summary>
    private static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"+8613{number:D9}");
}
