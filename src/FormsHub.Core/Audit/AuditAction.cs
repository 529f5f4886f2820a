namespace FormsHub.Core.Audit;

/// <summary>What an entry of the audit says was done. The words are stored and never change.</summary>
public static class AuditAction
{
    public const string SignedIn = "signedIn";
    public const string SignInFailed = "signInFailed";
    public const string LockedOut = "lockedOut";
    public const string SignedOut = "signedOut";
    public const string PasswordChanged = "passwordChanged";
    public const string SecondFactorSet = "secondFactorSet";
    public const string SecondFactorRemoved = "secondFactorRemoved";
    public const string RecoveryCodesMade = "recoveryCodesMade";
    public const string RecoveryCodeUsed = "recoveryCodeUsed";
    public const string SessionEnded = "sessionEnded";
    public const string ProviderLinked = "providerLinked";
    public const string ProviderUnlinked = "providerUnlinked";
    public const string SignInSettingsChanged = "signInSettingsChanged";

    public const string ViewAsBegan = "viewAsBegan";
    public const string ViewAsEnded = "viewAsEnded";

    public const string RecordRead = "recordRead";
    public const string RecordsSearched = "recordsSearched";
    public const string ValueRevealed = "valueRevealed";
    public const string RecordCreated = "recordCreated";
    public const string RecordUpdated = "recordUpdated";
    public const string RecordDeleted = "recordDeleted";
    public const string RecordRestored = "recordRestored";
    public const string RecordReverted = "recordReverted";
    public const string RecordPurged = "recordPurged";
    public const string RecordsChanged = "recordsChanged";
    public const string ChangeSetUndone = "changeSetUndone";

    public const string FormCreated = "formCreated";
    public const string FormPublished = "formPublished";
    public const string FormDeleted = "formDeleted";
    public const string FormRestored = "formRestored";
    public const string FormAccessChanged = "formAccessChanged";
    public const string AppCreated = "appCreated";
    public const string AppChanged = "appChanged";
    public const string AppDeleted = "appDeleted";
    public const string TemplateInstalled = "templateInstalled";

    public const string UserCreated = "userCreated";
    public const string UserChanged = "userChanged";
    public const string DepartmentCreated = "departmentCreated";
    public const string DepartmentChanged = "departmentChanged";
    public const string DepartmentDeleted = "departmentDeleted";
    public const string RoleCreated = "roleCreated";
    public const string RoleChanged = "roleChanged";
    public const string RoleDeleted = "roleDeleted";
    public const string PermissionTestsChanged = "permissionTestsChanged";
    public const string TokenCreated = "tokenCreated";
    public const string TokenRevoked = "tokenRevoked";
    public const string TokenUsed = "tokenUsed";
    public const string TokenDocumentsChanged = "tokenDocumentsChanged";

    public const string ShareCreated = "shareCreated";
    public const string ShareChanged = "shareChanged";
    public const string ShareRevoked = "shareRevoked";
    public const string LinkOpened = "linkOpened";
    public const string LinkRefused = "linkRefused";

    public const string RequestMade = "requestMade";
    public const string RequestGranted = "requestGranted";
    public const string RequestRejected = "requestRejected";
    public const string RequestWithdrawn = "requestWithdrawn";

    /// <summary>Somebody did what a second person had agreed to.</summary>
    public const string AgreementUsed = "agreementUsed";

    public const string SubjectSearched = "subjectSearched";
    public const string SubjectExported = "subjectExported";
    public const string SubjectErased = "subjectErased";

    public const string AuditExported = "auditExported";
    public const string AuditVerified = "auditVerified";

    /// <summary>Something that waited to be chained and is no entry: it is kept as it was found.</summary>
    public const string Unreadable = "unreadable";

    public static readonly IReadOnlyList<string> All =
    [
        SignedIn, SignInFailed, LockedOut, SignedOut, PasswordChanged, SecondFactorSet, SecondFactorRemoved, RecoveryCodesMade,
        RecoveryCodeUsed, SessionEnded, ProviderLinked, ProviderUnlinked, SignInSettingsChanged, ViewAsBegan, ViewAsEnded, RecordRead, RecordsSearched, ValueRevealed, RecordCreated, RecordUpdated, RecordDeleted, RecordRestored,
        RecordReverted, RecordPurged, RecordsChanged, ChangeSetUndone, FormCreated, FormPublished, FormDeleted, FormRestored, FormAccessChanged, AppCreated,
        AppChanged, AppDeleted, TemplateInstalled, UserCreated, UserChanged, DepartmentCreated, DepartmentChanged, DepartmentDeleted, RoleCreated, RoleChanged,
        RoleDeleted, PermissionTestsChanged, TokenCreated, TokenRevoked, TokenUsed, TokenDocumentsChanged, ShareCreated, ShareChanged, ShareRevoked, LinkOpened, LinkRefused, RequestMade, RequestGranted, RequestRejected, RequestWithdrawn,
        AgreementUsed, SubjectSearched, SubjectExported, SubjectErased, AuditExported, AuditVerified, Unreadable,
    ];
}
