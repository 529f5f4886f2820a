using System.Reflection;
using FormsHub.GraphQL.Tests.Execution;
using FormsHub.GraphQL.Tests.Introspection;
using FormsHub.GraphQL.Tests.Language;
using FormsHub.GraphQL.Tests.Types;
using FormsHub.GraphQL.Tests.Validation;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests;

/// <summary>
/// Every rule and algorithm of https://spec.graphql.org/September2025/ with what covers it. A clause that is in <see cref="Clauses"/> and
/// covered by nothing fails, unless it stands under <see cref="Never"/> with the clause that allows it.
/// </summary>
public class Conformance
{
    private static readonly string[] Clauses =
    [
        // 2 Language, with the grammar's appendix
        "Source Text", "Lexical Tokens", "Ignored Tokens", "Names", "Document", "Descriptions", "Operations", "Selection Sets", "Fields", "Arguments", "Field Alias",
        "Fragments", "Int Value", "Float Value", "Boolean Value", "String Value", "BlockStringValue()", "Null Value", "Enum Value", "List Value", "Input Object Values",
        "Variables", "Type References", "Directives", "Schema Coordinates",

        // 3 Type System
        "Type System Extensions", "Schema", "Root Operation Types", "Scalars", "Int", "Float", "String", "Boolean", "ID", "@specifiedBy", "Objects",
        "Field Arguments", "Field Deprecation", "Interfaces", "IsValidImplementation()", "IsValidImplementationFieldType()", "IsSubType()", "Unions", "Enums",
        "Input Objects", "OneOf Input Objects", "Circular References", "List", "Non-Null", "Type System Directives", "@skip", "@include", "@deprecated", "@oneOf",

        // 4 Introspection
        "Type Name Introspection", "Schema Introspection", "Reserved Names",

        // 5 Validation, by the names of the rules: a clause may be checked by several
        .. RuleOf.Keys, "FieldsInSetCanMerge()", "SameResponseShape()", "CollectSubscriptionFields()", "DetectFragmentCycles()", "GetPossibleTypes()",
        "IsVariableUsageAllowed()", "AreTypesCompatible()",

        // 6 Execution
        "ExecuteRequest()", "GetOperation()", "Validating Requests", "CoerceVariableValues()", "ExecuteQuery()", "ExecuteMutation()", "Subscribe()",
        "CreateSourceEventStream()", "ResolveFieldEventStream()", "MapSourceToResponseEvent()", "ExecuteSubscriptionEvent()", "Unsubscribe()", "ExecuteRootSelectionSet()",
        "CollectFields()", "DoesFragmentTypeApply()", "ExecuteCollectedFields()", "ExecuteField()", "CoerceArgumentValues()", "ResolveFieldValue()", "CompleteValue()",
        "CoerceResult()", "ResolveAbstractType()", "CollectSubfields()", "Handling Execution Errors",

        // 7 Response
        "Data", "Errors", "Error Result Format", "Serialized Map Ordering",
    ];

    private static readonly Dictionary<string, string> Never = [];

    /// <summary>The clauses of chapter 5 and the rules that check them.</summary>
    private static Dictionary<string, string[]> RuleOf => new()
    {
        ["Executable Definitions"] = ["ExecutableDefinitions"],
        ["Operation Type Existence"] = ["KnownOperationTypes"],
        ["Operation Name Uniqueness"] = ["UniqueOperationNames"],
        ["Lone Anonymous Operation"] = ["LoneAnonymousOperation"],
        ["Single Root Field"] = ["SingleFieldSubscriptions"],
        ["Field Selections"] = ["FieldsOnCorrectType"],
        ["Field Selection Merging"] = ["OverlappingFieldsCanBeMerged"],
        ["Leaf Field Selections"] = ["ScalarLeafs"],
        ["Argument Names"] = ["KnownArgumentNames"],
        ["Argument Uniqueness"] = ["UniqueArgumentNames"],
        ["Required Arguments"] = ["ProvidedRequiredArguments"],
        ["Fragment Name Uniqueness"] = ["UniqueFragmentNames"],
        ["Fragment Spread Type Existence"] = ["KnownTypeNames"],
        ["Fragments on Object, Interface or Union Types"] = ["FragmentsOnCompositeTypes"],
        ["Fragments Must Be Used"] = ["NoUnusedFragments"],
        ["Fragment Spread Target Defined"] = ["KnownFragmentNames"],
        ["Fragment Spreads Must Not Form Cycles"] = ["NoFragmentCycles"],
        ["Fragment Spread Is Possible"] = ["PossibleFragmentSpreads"],
        ["Values of Correct Type"] = ["ValuesOfCorrectType"],
        ["Input Object Field Names"] = ["ValuesOfCorrectType"],
        ["Input Object Field Uniqueness"] = ["UniqueInputFieldNames"],
        ["Input Object Required Fields"] = ["ValuesOfCorrectType"],
        ["Directives Are Defined"] = ["KnownDirectives"],
        ["Directives Are in Valid Locations"] = ["KnownDirectives"],
        ["Directives Are Unique per Location"] = ["UniqueDirectivesPerLocation"],
        ["Variable Uniqueness"] = ["UniqueVariableNames"],
        ["Variables Are Input Types"] = ["VariablesAreInputTypes", "KnownTypeNames"],
        ["All Variable Uses Defined"] = ["NoUndefinedVariables"],
        ["All Variables Used"] = ["NoUnusedVariables"],
        ["All Variable Usages Are Allowed"] = ["VariablesInAllowedPosition"],
    };

    /// <summary>Rules that the reference implementation has and the specification does not.</summary>
    private static readonly string[] Beyond =
    [
        "MaxIntrospectionDepth", "DeferStreamDirectiveOnRootField", "DeferStreamDirectiveOnValidOperations", "DeferStreamDirectiveLabel", "StreamDirectiveOnListField",
    ];

    private static readonly (Type Tests, string Test, string[] Clauses)[] Coverage =
    [
        (typeof(SyntaxErrorTests), nameof(SyntaxErrorTests.What_cannot_be_read_is_told_with_its_place), ["Lexical Tokens", "Names"]),
        (typeof(SyntaxErrorTests), nameof(SyntaxErrorTests.Half_a_surrogate_pair_is_no_character), ["Source Text"]),
        (typeof(SyntaxErrorTests), nameof(SyntaxErrorTests.What_is_not_in_the_specification_is_refused), ["Selection Sets", "Fragments"]),
        (typeof(PrinterTests), nameof(PrinterTests.Minified_text_keeps_only_what_the_tokens_need), ["Ignored Tokens"]),
        (typeof(ParserTests), nameof(ParserTests.A_query_is_read_with_the_place_of_every_part), ["Document", "Operations", "Fields", "Arguments", "Field Alias", "Variables", "Directives"]),
        (typeof(ParserTests), nameof(ParserTests.Descriptions_stand_before_operations_fragments_and_variables), ["Descriptions"]),
        (typeof(ParserTests), nameof(ParserTests.A_value_is_read_as_its_kind_and_place),
            ["Int Value", "Float Value", "Boolean Value", "Null Value", "Enum Value", "List Value", "Input Object Values"]),
        (typeof(ParserTests), nameof(ParserTests.A_string_means_what_its_escapes_and_indentation_say), ["String Value", "BlockStringValue()"]),
        (typeof(ParserTests), nameof(ParserTests.A_type_reference_nests_lists_and_non_null), ["Type References"]),
        (typeof(SchemaCoordinateTests), nameof(SchemaCoordinateTests.An_element_is_found_by_its_coordinate), ["Schema Coordinates"]),
        (typeof(SchemaTextTests), nameof(SchemaTextTests.An_extension_makes_a_new_schema_of_which_all_types_refer_to_each_other), ["Type System Extensions"]),
        (typeof(SchemaDocumentTests), nameof(SchemaDocumentTests.A_document_of_definitions_keeps_the_rules_of_schemas), ["Schema", "Type System Directives"]),
        (typeof(SchemaValidationTests), nameof(SchemaValidationTests.A_schema_is_checked_as_a_whole),
        [
            "Root Operation Types", "Objects", "Field Arguments", "Field Deprecation", "Interfaces", "IsValidImplementation()", "IsValidImplementationFieldType()", "Unions", "Enums",
            "Input Objects", "OneOf Input Objects", "Circular References", "@oneOf", "Reserved Names",
        ]),
        (typeof(SchemaTests), nameof(SchemaTests.A_subtype_is_non_null_or_one_of_the_possible_types), ["IsSubType()", "AreTypesCompatible()"]),
        (typeof(SchemaTests), nameof(SchemaTests.Types_overlap_when_a_value_can_be_of_both), ["GetPossibleTypes()"]),
        (typeof(SchemaTextTests), nameof(SchemaTextTests.A_schema_is_printed_as_it_was_written), ["@specifiedBy", "@deprecated"]),
        (typeof(SpecifiedScalarsTests), nameof(SpecifiedScalarsTests.A_value_of_variables_is_taken_or_refused), ["Scalars", "Int", "Float", "String", "Boolean", "ID"]),
        (typeof(SpecifiedScalarsTests), nameof(SpecifiedScalarsTests.A_result_becomes_what_the_response_holds_or_is_refused), ["Int", "Float", "String", "Boolean", "ID"]),
        (typeof(SpecifiedScalarsTests), nameof(SpecifiedScalarsTests.A_literal_is_taken_or_refused), ["Int", "Float", "String", "Boolean", "ID"]),
        (typeof(SchemaTests), nameof(SchemaTests.Every_composite_type_has_typename_and_the_query_has_schema), ["Type Name Introspection"]),
        (typeof(IntrospectionTests), nameof(IntrospectionTests.A_schema_describes_itself), ["Schema Introspection"]),
        (typeof(RuleTests), nameof(RuleTests.A_rule_says_of_each_case_what_the_reference_says),
        [
            .. RuleOf.Keys, "FieldsInSetCanMerge()", "SameResponseShape()", "CollectSubscriptionFields()", "DetectFragmentCycles()", "IsVariableUsageAllowed()",
        ]),
        (typeof(ExecutionCaseTests), nameof(ExecutionCaseTests.An_operation_is_answered_as_by_the_reference),
        [
            "ExecuteRequest()", "GetOperation()", "CoerceVariableValues()", "ExecuteQuery()", "ExecuteMutation()", "ExecuteRootSelectionSet()", "CollectFields()", "DoesFragmentTypeApply()",
            "ExecuteCollectedFields()", "ExecuteField()", "CoerceArgumentValues()", "ResolveFieldValue()", "CompleteValue()", "CoerceResult()", "CollectSubfields()",
            "Handling Execution Errors", "List", "Non-Null", "@skip", "@include", "Data", "Errors", "Error Result Format", "Serialized Map Ordering",
        ]),
        (typeof(ExecutorTests), nameof(ExecutorTests.An_interface_tells_which_object_a_value_is), ["ResolveAbstractType()"]),
        (typeof(DocumentCacheTests), nameof(DocumentCacheTests.A_verdict_is_given_for_its_schema_alone), ["Validating Requests"]),
        (typeof(SubscriptionTests), nameof(SubscriptionTests.Each_event_is_a_response_and_an_error_of_one_ends_nothing),
            ["Subscribe()", "CreateSourceEventStream()", "ResolveFieldEventStream()", "MapSourceToResponseEvent()", "ExecuteSubscriptionEvent()"]),
        (typeof(SubscriptionTests), nameof(SubscriptionTests.Who_stops_listening_ends_the_events), ["Unsubscribe()"]),
    ];

    [Fact]
    public void Every_clause_is_covered_by_a_test()
    {
        var covered = Coverage.SelectMany(each => each.Clauses).ToHashSet();

        Assert.DoesNotContain(Clauses, clause => covered.Contains(clause) == Never.ContainsKey(clause));
        Assert.Empty(covered.Concat(Never.Keys).Except(Clauses));
    }

    [Fact]
    public void What_covers_a_clause_is_a_test_that_runs() =>
        Assert.DoesNotContain(Coverage, each => each.Tests.GetMethod(each.Test)?.GetCustomAttribute<FactAttribute>() is not { Skip: null });

    [Fact]
    public void Every_rule_is_of_the_specification_or_known_to_go_beyond_it() =>
        Assert.Equal(RuleOf.Values.SelectMany(rules => rules).Concat(Beyond).Distinct().Order(), SpecifiedRules.All.Select(rule => rule.Name).Order());
}
