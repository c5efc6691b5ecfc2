//! The validators, one a file, and the table of them.
//!
//! To add one: write `some_trait.rs` with a `pub(super) static RULE: Rule`, and a line here. Rules of one
//! phase run in the order of the table; the order shows only in events of the same place.

use super::rule::Rule;

mod auth_trait;
mod cors_trait;
mod default_trait;
mod default_value_in_update;
mod deprecated_trait;
mod enum_shape;
mod enum_trait;
mod event_payload_trait;
mod examples_trait;
mod exclusive_structure_member_trait;
mod host_label_trait;
mod http_api_key_auth_trait;
mod http_binding_trait_ignored;
mod http_bindings_missing;
mod http_header_trait;
mod http_label_trait;
mod http_method_semantics;
mod http_payload;
mod http_prefix_headers_trait;
mod http_query_params_trait;
mod http_query_trait;
mod http_response_code_semantics;
mod http_uri_conflict;
mod http_uri_format;
mod http_uri_greedy_label;
mod idempotency_token_ignored;
mod idempotent_trait;
mod json_name;
mod length_trait;
mod media_type;
mod member_should_reference_resource;
mod metadata_trait;
mod model_deprecation;
mod no_inline_document_support;
mod operation_input_output_misuse;
mod operation_input_output_name;
mod operation_name_ambiguity;
mod paginated_trait;
mod pattern_trait;
mod private_access;
mod private_mixin_member;
mod range_trait;
mod references_trait;
mod request_compression_trait;
mod resource_cycle;
mod resource_identifier;
mod resource_identifier_binding;
mod resource_lifecycle;
mod resource_operation_input_output;
mod service;
mod service_auth_definitions;
mod service_bound_resource_operation;
mod shape_closure;
mod shape_id_conflict;
mod shape_recursion;
mod single_operation_binding;
mod single_resource_binding;
mod streaming_trait;
mod target;
mod trait_breaking_changes;
mod trait_conflict;
mod trait_target;
mod trait_validators;
mod trait_value;
mod typed_metadata;
mod union;
mod unit_type;
mod unstable_trait;
mod xml_flattened_trait;
mod xml_namespace_trait;

/// Every validator of Smithy itself.
static CORE: &[&Rule] = &[
    // Creation.
    // Correctness.
    &target::RULE,
    &resource_cycle::RULE,
    // Critical.
    &enum_shape::RULE,
    &exclusive_structure_member_trait::RULE,
    &trait_target::RULE,
    &trait_value::RULE,
    &trait_conflict::RULE,
    &default_trait::RULE,
    &shape_id_conflict::RULE,
    &single_operation_binding::RULE,
    &single_resource_binding::RULE,
    // Semantic.
    &auth_trait::RULE,
    &cors_trait::RULE,
    &default_value_in_update::RULE,
    &deprecated_trait::RULE,
    &enum_trait::RULE,
    &event_payload_trait::RULE,
    &examples_trait::RULE,
    &host_label_trait::RULE,
    &http_api_key_auth_trait::RULE,
    &http_binding_trait_ignored::RULE,
    &http_bindings_missing::RULE,
    &http_header_trait::RULE,
    &http_label_trait::RULE,
    &http_method_semantics::RULE,
    &http_payload::RULE,
    &http_prefix_headers_trait::RULE,
    &http_query_params_trait::RULE,
    &http_query_trait::RULE,
    &http_response_code_semantics::RULE,
    &http_uri_conflict::RULE,
    &http_uri_format::RULE,
    &http_uri_greedy_label::RULE,
    &idempotency_token_ignored::RULE,
    &idempotent_trait::RULE,
    &json_name::RULE,
    &length_trait::RULE,
    &media_type::RULE,
    &member_should_reference_resource::RULE,
    &metadata_trait::RULE,
    &model_deprecation::RULE,
    &no_inline_document_support::RULE,
    &operation_input_output_misuse::RULE,
    &operation_input_output_name::RULE,
    &operation_name_ambiguity::RULE,
    &paginated_trait::RULE,
    &pattern_trait::RULE,
    &private_access::RULE,
    &private_mixin_member::RULE,
    &range_trait::RULE,
    &references_trait::RULE,
    &request_compression_trait::RULE,
    &resource_identifier::RULE,
    &resource_identifier_binding::RULE,
    &resource_lifecycle::RULE,
    &resource_operation_input_output::RULE,
    &service::RULE,
    &service_auth_definitions::RULE,
    &service_bound_resource_operation::RULE,
    &shape_closure::RULE,
    &shape_recursion::RULE,
    &streaming_trait::RULE,
    &trait_breaking_changes::RULE,
    &trait_validators::RULE,
    &typed_metadata::RULE,
    &union::RULE,
    &unit_type::RULE,
    &unstable_trait::RULE,
    &xml_flattened_trait::RULE,
    &xml_namespace_trait::RULE,
];

/// The tables, one a module of the standard: add `aws::RULES` and the like here.
pub(super) static TABLES: &[&[&Rule]] = &[
    CORE,
    super::api_gateway::RULES,
    super::aws::RULES,
    super::cloudformation::RULES,
    super::contracts::RULES,
    super::creation::RULES,
    super::iam::RULES,
    super::mqtt::RULES,
    super::protocol_tests::RULES,
    super::protocols::RULES,
    super::rules_engine::RULES,
    super::smoke_tests::RULES,
    super::waiters::RULES,
];
