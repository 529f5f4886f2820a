namespace FormsHub.Server.Tests.Records;

/// <summary>The forms that the tests of records use.</summary>
internal static class RecordForms
{
    public static string Person(string key) => $$$"""
        {"key": "{{{key}}}", "title": {"zh-CN": "人员", "en": "Person"}, "titleField": "name", "fields": [
          {"key": "name", "type": "text", "label": {"zh-CN": "姓名", "en": "Name"}, "required": true, "maxLength": 80},
          {"key": "code", "type": "text", "label": {"zh-CN": "编号", "en": "Code"}, "unique": true},
          {"key": "age", "type": "number", "label": {"zh-CN": "年龄", "en": "Age"}, "min": 0, "max": 150},
          {"key": "calls", "type": "table", "label": {"zh-CN": "呼叫", "en": "Calls"}, "fields": [
            {"key": "minutes", "type": "number", "label": {"zh-CN": "分钟", "en": "Minutes"}}]}]}
        """;

    /// <summary>A form whose field "boss" refers to another form.</summary>
    public static string Referring(string key, string target, string onTargetDelete) => $$$"""
        {"key": "{{{key}}}", "title": {"en": "Referring"}, "titleField": "name", "fields": [
          {"key": "name", "type": "text", "label": {"en": "Name"}},
          {"key": "boss", "type": "reference", "label": {"en": "Boss"}, "target": "{{{target}}}", "onTargetDelete": "{{{onTargetDelete}}}"}]}
        """;
}
