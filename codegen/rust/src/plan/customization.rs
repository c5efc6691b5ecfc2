//! What AWS asks of the clients of single services, beside their models
//! ([AWS service customizations](https://smithy.io/2.0/aws/customizations/index.html)).
//!
//! A customization is a row of the table here, and turns into traits that the runtime knows: nothing behind the plan
//! knows of any service. A service is told by the `sdkId` of its `aws.api#service`, as the specification tells it.

use whitesmith_smithy::{Model, Node, Shape, ids};

use super::literal;

/// What is special about the clients of a service.
pub(super) struct Customization {
    /// The service.
    sdk_id: &'static str,
    /// A header of every request that holds the version of the service.
    version_header: &'static str,
    /// Labels that have a value where the caller gave none: the name of the member, and the value.
    label_defaults: &'static [(&'static str, &'static str)],
    /// The header of a tree hash: operations that stream a blob and have this header get it, and the hash of the whole.
    tree_hash_header: &'static str,
}

/// Every customization that changes a request.
static CUSTOMIZATIONS: &[Customization] = &[
    // https://smithy.io/2.0/aws/customizations/glacier-customizations.html
    Customization {
        sdk_id: "Glacier",
        version_header: "x-amz-glacier-version",
        label_defaults: &[("accountId", "-")],
        tree_hash_header: "x-amz-sha256-tree-hash",
    },
];

impl Customization {
    /// That of a service, if it has one.
    pub(super) fn of(service: &Shape) -> Option<&'static Self> {
        let id = service.trait_value(ids::AWS_SERVICE)?.get("sdkId")?.as_str()?;
        CUSTOMIZATIONS.iter().find(|customization| customization.sdk_id == id)
    }

    /// What it adds to the traits of an operation.
    pub(super) fn operation_traits(&self, model: &Model, service: &Shape, input: Option<&Shape>) -> Vec<String> {
        let version = service.as_service().map_or("", |service| &service.version);
        let mut traits =
            vec![format!("ConstantHeader({}, {})", literal::string(self.version_header), literal::string(version))];
        let members: Vec<&Shape> = input.into_iter().flat_map(|input| model.members(input)).collect();
        let header = |member: &&Shape| {
            let name = member.trait_value(ids::HTTP_HEADER).and_then(Node::as_str);
            name.is_some_and(|name| name.eq_ignore_ascii_case(self.tree_hash_header))
        };
        let stream = |member: &&Shape| {
            member.has_trait(ids::HTTP_PAYLOAD) && model.member_trait(member, ids::STREAMING).is_some()
        };
        if members.iter().any(header) && members.iter().any(stream) {
            traits.push(format!("TreeHash({})", literal::string(self.tree_hash_header)));
        }
        traits
    }

    /// What it adds to the traits of an input's member.
    pub(super) fn member_trait(&self, member: &Shape) -> Option<String> {
        let name = member.id.member()?;
        let (_, value) = self.label_defaults.iter().find(|(label, _)| *label == name)?;
        member.has_trait(ids::HTTP_LABEL).then(|| format!("ClientDefault({})", literal::string(value)))
    }
}
