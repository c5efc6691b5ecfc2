//! Which authentication schemes generated code names: what the traits of the service and of an operation come to.

use whitesmith_codegen::{Settings, emit, plan};
use whitesmith_smithy::Loader;

/// The schemes in generated code for a service with one operation, with all white space and paths taken out: those
/// of the service, and the operation's own with its traits.
fn check(service: &str, operation: &str, expected: (&str, &str)) {
    let model = format!(
        "$version: \"2\"\nnamespace a\nuse aws.auth#sigv4\nuse aws.auth#sigv4a\nuse aws.auth#unsignedPayload\n\
         use aws.protocols#restJson1\n\
         @trait(selector: \"service\") @authDefinition structure zeal {{}}\n\
         @restJson1 {service} service S {{ version: \"1\", operations: [O] }}\n\
         {operation} @http(method: \"GET\", uri: \"/\") @readonly operation O {{}}\n"
    );
    let mut loader = Loader::new();
    loader.add_source("main.smithy", &model);
    let validated = loader.assemble().validate();
    let valid = validated.model.unwrap_or_else(|| panic!("{:?}", validated.events));
    let settings = Settings::from_json(serde_json::json!({ "service": "a#S", "module": "s" })).unwrap();
    let crates = emit(&plan(&valid, &settings).unwrap());
    let content = |path: &str| {
        let file = crates[0].files.iter().find(|file| file.path == path).unwrap();
        let dense: String = file.content.split_whitespace().collect();
        dense
            .replace("whitesmith::AuthScheme::", "")
            .replace("whitesmith::auth::", "")
            .replace(",}", "}")
            .replace(",]", "]")
            .replace(",)", ")")
    };
    let between = |text: &str, start: &str, end: &str| {
        let rest = text.split_once(start).map_or("", |(_, rest)| rest);
        rest.split_once(end).map_or(rest, |(inside, _)| inside).trim_end_matches(',').to_owned()
    };
    let schemes = between(&content("src/service.rs"), "auth:&[", "],traits:");
    let own = between(&content("src/operation/o.rs"), "\"GET\",\"/\",200)", ";");
    let own = own.replace("whitesmith::operation::OperationTrait::", "");
    assert_eq!((schemes.as_str(), own.as_str()), expected, "{service} / {operation}");
}

#[test]
fn schemes() {
    let plain = ".with(&[Readonly,UnitInput,UnitOutput])";
    check("", "", ("", plain));
    check("@sigv4(name: \"x\")", "", ("SigV4{name:\"x\"}", plain));
    // Without `@auth`, by id.
    check(
        "@zeal @httpBearerAuth @httpBasicAuth @sigv4(name: \"x\") @httpDigestAuth",
        "",
        ("Other(\"a#zeal\"),SigV4{name:\"x\"},HttpBasic,HttpBearer,HttpDigest", plain),
    );
    check(
        "@sigv4(name: \"x\") @sigv4a(name: \"x\") @auth([sigv4a, sigv4])",
        "",
        ("SigV4A{name:\"x\"},SigV4{name:\"x\"}", plain),
    );
    check(
        "@httpBearerAuth @httpBasicAuth @auth([])",
        "@auth([httpBasicAuth])",
        ("", &format!(".auth(&[HttpBasic]){plain}")),
    );
    check("@httpBearerAuth", "@auth([httpBearerAuth])", ("HttpBearer", plain));
    check("@httpBearerAuth", "@auth([])", ("HttpBearer", &format!(".auth(&[]){plain}")));
    check("@httpBearerAuth", "@optionalAuth", ("HttpBearer", ".with(&[Readonly,OptionalAuth,UnitInput,UnitOutput])"));
    check(
        "@sigv4(name: \"x\")",
        "@unsignedPayload",
        ("SigV4{name:\"x\"}", ".with(&[Readonly,UnsignedPayload,UnitInput,UnitOutput])"),
    );
    check(
        "@httpApiKeyAuth(name: \"x-key\", in: \"header\", scheme: \"ApiKey\")",
        "",
        ("HttpApiKey{location:ApiKeyLocation::Header,name:\"x-key\",scheme:Some(\"ApiKey\")}", plain),
    );
    check(
        "@httpApiKeyAuth(name: \"key\", in: \"query\")",
        "",
        ("HttpApiKey{location:ApiKeyLocation::Query,name:\"key\",scheme:None}", plain),
    );
}
