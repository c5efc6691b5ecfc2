//! Rules on `smithy.mqtt`.

use super::rule::Rule;

mod mqtt_topic_conflict;
mod mqtt_topic_label;
mod topic;

pub(super) static RULES: &[&Rule] = &[&mqtt_topic_conflict::RULE, &mqtt_topic_label::RULE];
