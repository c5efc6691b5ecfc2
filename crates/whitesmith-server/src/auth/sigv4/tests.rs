//! Requests of the public documentation of Signature Version 4 with the signatures printed there, and what is to be
//! said of them when something about them is changed.

use std::task::{Context, Poll, Waker};
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request};
use whitesmith::schema::prelude::UNIT;
use whitesmith::{ErrorKind, OperationSchema};

use super::*;

static PLAIN: OperationSchema = OperationSchema::new("a#A", &UNIT, &UNIT);
static UNSIGNED: OperationSchema = OperationSchema::new("a#B", &UNIT, &UNIT).with(&[OperationTrait::UnsignedPayload]);

/// A request from text: a line `METHOD URI`, headers, an empty line, the body.
fn request(text: &str) -> (http::request::Parts, Bytes) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, uri) = lines.next().unwrap().split_once(' ').unwrap();
    let mut request = Request::new(());
    *request.method_mut() = method.parse().unwrap();
    *request.uri_mut() = uri.parse().unwrap();
    for line in lines {
        let (name, value) = line.split_once(':').unwrap();
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        request.headers_mut().append(name.parse::<HeaderName>().unwrap(), value);
    }
    (request.into_parts().0, Bytes::copy_from_slice(body.as_bytes()))
}

/// Authenticates as a server does: without the body first, with it where that is asked for, and then the body.
fn run<K: SecretKeys>(
    authenticator: &SigV4<K>,
    name: &'static str,
    operation: &'static OperationSchema,
    text: &str,
) -> Result<Option<String>, Error> {
    let (head, body) = request(text);
    let ask = |body| {
        let scheme = AuthScheme::SigV4 { name };
        let mut verdict = authenticator.authenticate(AuthRequest { head: &head, operation, scheme, body });
        match verdict.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(outcome) => outcome,
            Poll::Pending => panic!("nothing to wait for"),
        }
    };
    let mut outcome = ask(None)?;
    if matches!(outcome, Outcome::NeedsBody) {
        outcome = ask(Some(&body))?;
    }
    match outcome {
        Outcome::Absent => Ok(None),
        Outcome::NeedsBody => panic!("the body was there"),
        Outcome::Caller(identity) => Ok(Some(identity.name().into())),
        Outcome::CallerOfBody(identity, mut check) => {
            check.update(&body);
            check.finish()?;
            Ok(Some(identity.name().into()))
        }
    }
}

/// The credentials of the documentation of all services, and of that of Amazon S3.
fn keys(key: &AccessKey<'_>) -> Option<SecretKey> {
    let secret = match key.id {
        "AKIDEXAMPLE" => "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        "AKIAIOSFODNN7EXAMPLE" => "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        _ => return None,
    };
    Some(SecretKey::new(secret, Identity::new(format!("{} {}", key.id, key.region))))
}

/// 2015-08-30T12:36:00Z
fn august() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}
/// 2013-05-24T00:00:00Z
fn may() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_369_353_600)
}

fn signed(request: &str, service: &str, signed_headers: &str, signature: &str) -> String {
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    format!(
        "{head}\nx-amz-date:20150830T123600Z\nauthorization:AWS4-HMAC-SHA256 \
         Credential=AKIDEXAMPLE/20150830/us-east-1/{service}/aws4_request, SignedHeaders={signed_headers}, \
         Signature={signature}\n\n{body}"
    )
}

#[test]
fn published_signatures() {
    let authenticator = SigV4::new(keys).region("us-east-1").clock(august);
    let form = "content-type:application/x-www-form-urlencoded";
    for (text, service, signed_headers, signature) in [
        (
            "GET /\nhost:example.amazonaws.com",
            "service",
            "host;x-amz-date",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        (
            "GET /?Param2=value2&Param1=value1\nhost:example.amazonaws.com",
            "service",
            "host;x-amz-date",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        (
            "POST /\nhost:example.amazonaws.com",
            "service",
            "host;x-amz-date",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ),
        (
            "GET /\nhost:example.amazonaws.com\nmy-header1: value1\nmy-header2: \"a   b   c\"",
            "service",
            "host;my-header1;my-header2;x-amz-date",
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        ),
        (
            &format!("POST /\nhost:example.amazonaws.com\n{form}\n\nParam1=value1"),
            "service",
            "content-type;host;x-amz-date",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
        // Paths of dots and of empty segments come to `/`.
        (
            "GET /./example/..//\nhost:example.amazonaws.com",
            "service",
            "host;x-amz-date",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        (
            &format!("GET /?Action=ListUsers&Version=2010-05-08\nhost:iam.amazonaws.com\n{form}; charset=utf-8"),
            "iam",
            "content-type;host;x-amz-date",
            "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
        ),
    ] {
        let text = signed(text, service, signed_headers, signature);
        let caller = run(&authenticator, if service == "iam" { "iam" } else { "service" }, &PLAIN, &text);
        assert_eq!(caller.map_err(|error| error.to_string()), Ok(Some("AKIDEXAMPLE us-east-1".into())), "{text}");
    }
}

/// The empty body's digest.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn published_signatures_of_s3() {
    let authenticator = SigV4::new(keys).like_s3().clock(may);
    let credential = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
    let header = |head: &str, digest: &str, signed_headers: &str, signature: &str, body: &str| {
        format!(
            "{head}\nhost:examplebucket.s3.amazonaws.com\nx-amz-content-sha256:{digest}\nx-amz-date:20130524T000000Z\n\
             authorization:AWS4-HMAC-SHA256 Credential={credential},SignedHeaders={signed_headers},\
             Signature={signature}\n\n{body}"
        )
    };
    let hosted = "host;x-amz-content-sha256;x-amz-date";
    let welcome = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
    for text in [
        header(
            "GET /test.txt\nrange:bytes=0-9",
            EMPTY,
            "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            "",
        ),
        header(
            "PUT /test%24file.text\ndate:Fri, 24 May 2013 00:00:00 GMT\nx-amz-storage-class:REDUCED_REDUNDANCY",
            welcome,
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            "Welcome to Amazon S3.",
        ),
        header(
            "GET /?lifecycle",
            EMPTY,
            hosted,
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
            "",
        ),
        header(
            "GET /?max-keys=2&prefix=J",
            EMPTY,
            hosted,
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            "",
        ),
        format!(
            "GET /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={}&X-Amz-Date=20130524T000000Z\
             &X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
             &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404\n\
             host:examplebucket.s3.amazonaws.com",
            credential.replace('/', "%2F")
        ),
    ] {
        let caller = run(&authenticator, "s3", &PLAIN, &text).map_err(|error| error.to_string());
        assert_eq!(caller, Ok(Some("AKIAIOSFODNN7EXAMPLE us-east-1".into())), "{text}");
    }
    // The body has to be the one that was signed.
    let text = header(
        "GET /test.txt\nrange:bytes=0-9",
        EMPTY,
        "host;range;x-amz-content-sha256;x-amz-date",
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        "!",
    );
    let error = run(&authenticator, "s3", &PLAIN, &text).unwrap_err();
    assert!(error.to_string().starts_with("InvalidSignatureException: The body"), "{error}");
}

/// A signed request, some text in it, and what that is replaced with: the whole answer to the changed request.
#[test]
fn changed_requests() {
    const VANILLA: &str = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    let valid = signed("GET /\nhost:example.amazonaws.com", "service", "host;x-amz-date", VANILLA);
    let incomplete = Err((CommonError::IncompleteSignature, 400));
    let wrong = Err((CommonError::InvalidSignatureException, 403));
    let date = "x-amz-date:20150830T123600Z";
    for (from, to, expected) in [
        ("", "", Ok(true)),
        // What is not signed may change.
        ("\nhost", "\nuser-agent:me\nhost", Ok(true)),
        // Without credentials of this scheme.
        ("authorization:AWS4-HMAC-SHA256", "authorization:Bearer", Ok(false)),
        ("authorization", "x-authorization", Ok(false)),
        // What was signed has changed.
        ("GET", "POST", wrong),
        ("GET /", "GET /a", wrong),
        ("GET /", "GET /?a", wrong),
        ("host:example", "host:sample", wrong),
        ("\n\n", "\n\nbody", wrong),
        ("=5fa00f", "=5fa00e", wrong),
        // Another key, date, Region, service.
        ("=AKIDEXAMPLE", "=AKID", Err((CommonError::UnrecognizedClientException, 403))),
        ("=AKIDEXAMPLE", "=AKIAIOSFODNN7EXAMPLE", wrong),
        ("/20150830/", "/20150829/", wrong),
        ("us-east-1", "us-east-2", wrong),
        ("/service/", "/iam/", wrong),
        // Forms.
        ("AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256", incomplete),
        ("AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256-PAYLOAD ", incomplete),
        ("Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ", "", incomplete),
        ("SignedHeaders=host;x-amz-date, ", "", incomplete),
        (&format!(", Signature={VANILLA}"), "", incomplete),
        (", Signature", ", Signed", incomplete),
        (", SignedHeaders", ", Credential=a, SignedHeaders", incomplete),
        ("aws4_request", "aws5_request", incomplete),
        ("/aws4_request", "", incomplete),
        ("AKIDEXAMPLE/", "/", incomplete),
        ("us-east-1", "us/east/1", incomplete),
        ("/20150830/", "/2015083/", incomplete),
        ("=5fa00f", "=5FA00F", incomplete),
        ("=5fa00f", "=", incomplete),
        ("host;x-amz-date", "x-amz-date;host", incomplete),
        ("host;x-amz-date", "Host;x-amz-date", incomplete),
        ("host;x-amz-date", "host;host;x-amz-date", incomplete),
        ("host;x-amz-date", ";host;x-amz-date", incomplete),
        // What has to be signed.
        ("host;x-amz-date", "x-amz-date", incomplete),
        ("host;x-amz-date", "host", incomplete),
        ("host;x-amz-date", "accept;host;x-amz-date", incomplete),
        ("\nhost", "\nx-amz-target:a.B\nhost", incomplete),
        ("host:example.amazonaws.com\n", "", incomplete),
        // Two where one is expected.
        ("\nhost", "\nhost:other\nhost", incomplete),
        (date, "x-amz-date:20150830T123600Z\nx-amz-date:20150830T123600Z", incomplete),
        ("\nhost", "\nauthorization:Bearer a\nhost", incomplete),
        ("GET /", "GET /?X-Amz-Signature=a", incomplete),
        ("\nhost", "\nx-amz-security-token:a\nx-amz-security-token:b\nhost", incomplete),
        // The time.
        (date, "x-amz-date:20150830", incomplete),
        (date, "x-amz-date:20150830T126000Z", incomplete),
        (date, "x-amz-date:2015-08-30T12:36:00Z", incomplete),
        (date, "x-a:b", incomplete),
        (date, "date:Sun, 30 Aug 2015 12:36:00 GMT", incomplete),
        (date, "x-amz-date:20150830T122100Z", wrong),
        (date, "x-amz-date:20150830T122059Z", Err((CommonError::RequestExpired, 400))),
        (date, "x-amz-date:20150830T125100Z", wrong),
        (date, "x-amz-date:20150830T125101Z", Err((CommonError::RequestExpired, 400))),
        (date, "x-amz-date:99991231T235959Z", Err((CommonError::RequestExpired, 400))),
        // The payload.
        (date, &format!("{date}\nx-amz-content-sha256:UNSIGNED-PAYLOAD"), incomplete),
        (date, &format!("{date}\nx-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD"), incomplete),
        (date, &format!("{date}\nx-amz-content-sha256:{}", EMPTY.to_uppercase()), incomplete),
        (date, &format!("{date}\nx-amz-content-sha256:{EMPTY}"), incomplete),
    ] {
        let text = valid.replacen(from, to, 1);
        assert!(from == to || text != valid, "{from} is not in the request");
        let authenticator = SigV4::new(keys).region("us-east-1").clock(august);
        let found = run(&authenticator, "service", &PLAIN, &text);
        let found = found.map(|caller| caller.is_some()).map_err(|error| {
            assert_eq!(error.kind(), ErrorKind::Service);
            assert!(error.message().is_some_and(|message| message.ends_with(['.', '\'', '>'])), "{error}");
            (error.common().unwrap(), error.status().unwrap())
        });
        assert_eq!(found, expected, "{from} -> {to}");
    }
    // Where the model lets the payload be unsigned, a signed one is taken as well.
    let authenticator = SigV4::new(keys).clock(august);
    assert!(run(&authenticator, "service", &UNSIGNED, &valid).is_ok_and(|caller| caller.is_some()));
}

fn last() -> SystemTime {
    may() + Duration::from_secs(86_400)
}
fn over() -> SystemTime {
    last() + Duration::from_secs(1)
}
fn early() -> SystemTime {
    may() - Duration::from_secs(901)
}

#[test]
fn changed_presigned_requests() {
    let valid = "GET /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2F\
                 us-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400\
                 &X-Amz-SignedHeaders=host\
                 &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404\n\
                 host:examplebucket.s3.amazonaws.com";
    let incomplete = Err(CommonError::IncompleteSignature);
    let wrong = Err(CommonError::InvalidSignatureException);
    for (from, to, now, expected) in [
        ("", "", may as fn() -> SystemTime, Ok(true)),
        ("", "", last, Ok(true)),
        ("", "", over, Err(CommonError::RequestExpired)),
        ("", "", early, Err(CommonError::RequestExpired)),
        // Encoded otherwise, and in another order: the same parameters.
        ("X-Amz-Date=2013", "%58-Amz-Date=201%33", may, Ok(true)),
        (
            "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host",
            "&X-Amz-SignedHeaders=host&&X-Amz-Expires=86400",
            may,
            Ok(true),
        ),
        ("test.txt", "test.txt.", may, wrong),
        ("=86400", "=86401", may, wrong),
        ("=86400", "=0", may, incomplete),
        ("=86400", "=604801", may, incomplete),
        ("=86400", "=-1", may, incomplete),
        ("&X-Amz-Expires=86400", "", may, incomplete),
        ("&X-Amz-Date=20130524T000000Z", "", may, incomplete),
        ("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256", may, incomplete),
        ("X-Amz-Algorithm=AWS4-HMAC-SHA256&", "", may, incomplete),
        ("&X-Amz-Expires", "&X-Amz-Expires=1&X-Amz-Expires", may, incomplete),
        ("\nhost", "\nx-amz-acl:public-read\nhost", may, incomplete),
        ("\nhost", "\nauthorization:Basic YTpi\nhost", may, incomplete),
    ] {
        let text = valid.replacen(from, to, 1);
        assert!(from == to || text != valid, "{from} is not in the request");
        let found = run(&SigV4::new(keys).like_s3().clock(now), "s3", &PLAIN, &text);
        let found = found.map(|caller| caller.is_some()).map_err(|error| error.common().unwrap());
        assert_eq!(found, expected, "{from} -> {to}");
    }
}

/// Paths and queries as they come over the wire, with the signatures that botocore makes for them.
#[test]
fn paths_and_queries() {
    let authenticator = SigV4::new(keys).clock(august);
    for (uri, signature) in [
        ("/a%20b/%2F/%C3%BC", "2c72f38c2b635119e6fc9bda3275d04989c34e35bae2905a0bca5a1414cd6b2e"),
        ("/%61/a~b-c_d.e/!$&'()*+,;=:@", "31b59eba4a335fc7f97ed5d01099e3a04a9ae4bec76b45e630d1b93c9bf4c1ff"),
        ("/a/./b/../c//d/", "07fc47830311f547240f25f97c1565bd7a705059e39e5d0c3e0c5287c2c4bcfc"),
        ("/a/..", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("/x%2fy", "4c1477d43e092ebf478a7ff724a907de213242aa2d5c66a57e95df98a4dceda0"),
        ("/?q=a%20b&q=%2F&a&b=&%E1%88%B4=1", "5263f33d3f65daa96a70ad24ebd57142c7bdd7278c80d052d26e6e959435e274"),
        ("/?a=2&a=1&A=3&a%20=0", "4229b94ffff26c63545c9294d564acdc59285183b6185bbf7d42acd0d1b9fc8f"),
        ("/?x=a%2Bb&y=~", "f601eb6232ad2ec97af5b3d44d63644dc017208a5472c1338f96d945a55f7a60"),
    ] {
        let text = signed(&format!("GET {uri}\nhost:example.amazonaws.com"), "service", "host;x-amz-date", signature);
        let caller = run(&authenticator, "service", &PLAIN, &text).map_err(|error| error.to_string());
        assert!(caller.as_ref().is_ok_and(Option::is_some), "{uri}: {caller:?}");
    }
}
