//! The functions of AWS
//! ([functions](https://smithy.io/2.0/aws/rules-engine/library-functions.html)).

use super::super::rule_set::Version;
use super::super::types::Type;
use super::super::value::Value;
use super::partitions::partition_of;
use super::{Facts, Function, Signature, boolean, exactly, string};

pub(super) static FUNCTIONS: &[Function] = &[
    Function {
        name: "aws.partition",
        title: "AwsPartition",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::String], returns: partition_type },
        run: |facts, arguments| {
            let [region] = exactly(arguments)?;
            Ok(partition(string(&region)?, facts))
        },
    },
    Function {
        name: "aws.parseArn",
        title: "ParseArn",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::String], returns: arn_type },
        run: |_, arguments| {
            let [arn] = exactly(arguments)?;
            Ok(parse_arn(string(&arn)?).unwrap_or(Value::Empty))
        },
    },
    Function {
        name: "aws.isVirtualHostableS3Bucket",
        title: "IsVirtualHostableS3Bucket",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::String, Type::Boolean], returns: || Type::Boolean },
        run: |_, arguments| {
            let [bucket, dots] = exactly(arguments)?;
            Ok(Value::Boolean(is_bucket_label(string(&bucket)?, boolean(&dots)?)))
        },
    },
];

fn partition_type() -> Type {
    Type::record(&[
        ("name", Type::String),
        ("dnsSuffix", Type::String),
        ("dualStackDnsSuffix", Type::String),
        ("supportsFIPS", Type::Boolean),
        ("supportsDualStack", Type::Boolean),
        ("implicitGlobalRegion", Type::String),
    ])
    .optional()
}

fn partition<'n>(region: &str, facts: Facts) -> Value<'n> {
    let partition = partition_of(region);
    Value::Record(vec![
        ("name".into(), Value::text(partition.name)),
        ("dnsSuffix".into(), Value::text(partition.dns_suffix)),
        ("dualStackDnsSuffix".into(), Value::text(partition.dual_stack_dns_suffix)),
        ("supportsFIPS".into(), Value::Boolean(true)),
        ("supportsDualStack".into(), Value::Boolean(facts == Facts::Current || !partition.dual_stack_came_later)),
        ("implicitGlobalRegion".into(), Value::text(partition.implicit_global_region)),
    ])
}

fn arn_type() -> Type {
    Type::record(&[
        ("partition", Type::String),
        ("service", Type::String),
        ("region", Type::String),
        ("accountId", Type::String),
        ("resourceId", Type::Array(Type::String.into())),
    ])
    .optional()
}

fn parse_arn<'n>(arn: &str) -> Option<Value<'n>> {
    let mut parts = arn.splitn(6, ':');
    let mut next = || parts.next();
    let (scheme, partition, service) = (next()?, next()?, next()?);
    let (region, account, resource) = (next()?, next()?, next()?);
    if scheme != "arn" || partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    let text = |text: &str| Value::text(text.to_owned());
    Some(Value::Record(vec![
        ("partition".into(), text(partition)),
        ("service".into(), text(service)),
        ("region".into(), text(region)),
        ("accountId".into(), text(account)),
        ("resourceId".into(), Value::Array(resource.split([':', '/']).map(text).collect())),
    ]))
}

/// Whether a bucket's name can stand in a host name: 3 to 63 lower-case letters, digits and hyphens, the ends not
/// hyphens. With dots, it must not look like an IP address, and none may stand beside a dot or hyphen.
fn is_bucket_label(bucket: &str, dots: bool) -> bool {
    let end = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let bytes = bucket.as_bytes();
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || dots && b == b'.';
    let shaped =
        (3..=63).contains(&bytes.len()) && end(bytes.first()) && end(bytes.last()) && bytes.iter().all(|b| inner(*b));
    if !dots {
        return shaped;
    }
    let beside = bytes.windows(2).any(|pair| pair.iter().all(|b| b".-".contains(b)));
    let parts = || bucket.split('.');
    let ip = parts().count() == 4 && parts().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    shaped && !beside && !ip
}
