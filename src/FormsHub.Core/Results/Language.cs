namespace FormsHub.Core.Results;

/// <summary>The languages that FormsHub speaks; they are equals.</summary>
public enum Language
{
    English,
    Chinese,
}
