//! What the commands print: the examples of `docs/cli.md`, and the cases of `commands`.
//!
//! After a change, `TRYCMD=overwrite cargo test -p whitesmith-cli` writes them anew; read the diff.

use std::io::Read as _;
use std::process::{Command, Stdio};

#[test]
fn documented_and_golden() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case("tests/commands/*.md")
        .case("tests/commands/*.toml")
        .case("../../docs/cli.md");
}

/// The command, ready to run in the folder of this crate.
fn whitesmith(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whitesmith"));
    command.args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    // More than fits into a pipe, so that writing fails while there is still something to write.
    let model = "../../model/securityhub";
    for arguments in [&["select", "*", model, "--prelude", "--format=json"][..], &["ast", model]] {
        let mut child = whitesmith(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(child.wait().unwrap().success());
        assert_eq!(said, "");
    }
}

#[test]
fn colour() {
    let colours = |configure: fn(&mut Command) -> &mut Command| {
        let mut command = whitesmith(&["validate", "tests/commands/models/misspelled.smithy"]);
        let output = configure(&mut command).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        output.stdout.contains(&0x1b)
    };
    assert!(!colours(|command| command), "a pipe has no colours");
    assert!(colours(|command| command.env("CLICOLOR_FORCE", "1")));
    assert!(colours(|command| command.arg("--color=always")));
    assert!(!colours(|command| command.env("CLICOLOR_FORCE", "1").arg("--color=never")));
}
