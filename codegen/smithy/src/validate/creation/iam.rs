//! The traits of `aws.iam`.

use super::Row;
use super::reader::{Reader, TEXT, optional, required};
use Reader::{Annotation, Boolean, Map, Object, TextList};

pub(super) static TABLE: &[Row] = &[
    ("aws.iam#actionName", TEXT),
    ("aws.iam#actionPermissionDescription", TEXT),
    ("aws.iam#conditionKeyValue", TEXT),
    ("aws.iam#conditionKeys", TextList),
    (
        "aws.iam#defineConditionKeys",
        Map(&Object(&[
            required("type", TEXT),
            optional("documentation", TEXT),
            optional("externalDocumentation", TEXT),
            optional("relativeDocumentation", TEXT),
            optional("required", Boolean),
        ])),
    ),
    ("aws.iam#disableConditionKeyInference", Annotation),
    ("aws.iam#requiredActions", TextList),
    ("aws.iam#serviceResolvedConditionKeys", TextList),
    ("aws.iam#supportedPrincipalTypes", TextList),
];
