//! The partitions of AWS: groups of regions with a domain of their own.

/// A partition. All of them support FIPS and, by now, dual stack endpoints.
pub(super) struct Partition {
    pub(super) name: &'static str,
    pub(super) dns_suffix: &'static str,
    pub(super) dual_stack_dns_suffix: &'static str,
    pub(super) implicit_global_region: &'static str,
    /// Whether it supported dual stack endpoints only after a while.
    pub(super) dual_stack_came_later: bool,
    /// What its regions begin with; a word and a number follow, as in `us-` `east-1`.
    prefixes: &'static [&'static str],
}

/// The partitions. The first is that of regions nobody knows.
static PARTITIONS: &[Partition] = &[
    Partition {
        name: "aws",
        dual_stack_came_later: false,
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        implicit_global_region: "us-east-1",
        prefixes: &["us-", "eu-", "ap-", "sa-", "ca-", "me-", "af-", "il-", "mx-"],
    },
    Partition {
        name: "aws-us-gov",
        dual_stack_came_later: false,
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        implicit_global_region: "us-gov-west-1",
        prefixes: &["us-gov-"],
    },
    Partition {
        name: "aws-cn",
        dual_stack_came_later: false,
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        implicit_global_region: "cn-northwest-1",
        prefixes: &["cn-"],
    },
    Partition {
        name: "aws-iso",
        dual_stack_came_later: true,
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "api.aws.ic.gov",
        implicit_global_region: "us-iso-east-1",
        prefixes: &["us-iso-"],
    },
    Partition {
        name: "aws-iso-b",
        dual_stack_came_later: true,
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "api.aws.scloud",
        implicit_global_region: "us-isob-east-1",
        prefixes: &["us-isob-"],
    },
    Partition {
        name: "aws-iso-e",
        dual_stack_came_later: true,
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
        implicit_global_region: "eu-isoe-west-1",
        prefixes: &["eu-isoe-"],
    },
    Partition {
        name: "aws-iso-f",
        dual_stack_came_later: true,
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "api.aws.hci.ic.gov",
        implicit_global_region: "us-isof-south-1",
        prefixes: &["us-isof-"],
    },
    Partition {
        name: "aws-eusc",
        dual_stack_came_later: true,
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        implicit_global_region: "eusc-de-east-1",
        prefixes: &["eusc-de-"],
    },
];

/// The partition of a region; that of the first table row for regions nobody knows.
pub(super) fn partition_of(region: &str) -> &'static Partition {
    let global = region.strip_suffix("-global");
    let of = |partition: &&Partition| {
        global == Some(partition.name)
            || partition.prefixes.iter().any(|prefix| region.strip_prefix(prefix).is_some_and(is_place))
    };
    PARTITIONS.iter().find(of).unwrap_or(&PARTITIONS[0])
}

/// A word, a hyphen, a number.
fn is_place(text: &str) -> bool {
    text.split_once('-').is_some_and(|(word, number)| {
        let word_byte = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        !word.is_empty()
            && word.bytes().all(word_byte)
            && !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}
