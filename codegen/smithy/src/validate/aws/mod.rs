//! Rules on the traits of AWS services: `aws.api`, `aws.auth`, `aws.protocols`.

use super::rule::Rule;

mod arn_template;
mod arn_trait;
mod client_endpoint_discovery;
mod cloud_watch_namespace;
mod error_rename;
mod event_source;
mod http_checksum_trait;
mod protocol_http;
mod protocol_http_payload;
mod query_error_code;
mod sdk_service_id;
mod service_tagging;
mod sigv4_traits;
mod tag_enabled_service;
mod tag_resource_property_name;
mod tag_resource_property_type;
mod taggable_resource;
mod tagging;

pub(super) static RULES: &[&Rule] = &[
    &arn_template::RULE,
    &arn_trait::RULE,
    &client_endpoint_discovery::RULE,
    &cloud_watch_namespace::RULE,
    &error_rename::RULE,
    &event_source::RULE,
    &http_checksum_trait::RULE,
    &protocol_http::RULE,
    &protocol_http_payload::RULE,
    &query_error_code::RULE,
    &sdk_service_id::RULE,
    &service_tagging::RULE,
    &sigv4_traits::RULE,
    &tag_enabled_service::RULE,
    &tag_resource_property_name::RULE,
    &tag_resource_property_type::RULE,
    &taggable_resource::RULE,
];
