//! What a client weighs: crates, builds, binaries.

use std::collections::BTreeSet;
use std::fs;
use std::time::SystemTime;

use super::{Arguments, Program, build, folder, output};
use crate::bench::measure;
use crate::output::say;
use crate::workspace;

const PROGRAMS: [Program; 6] = [
    Program { title: "hand-written, unsigned, no TLS", package: "manual", features: &[] },
    Program { title: "Whitesmith, unsigned, no TLS", package: "whitesmith-bench", features: &[] },
    Program { title: "Whitesmith, signed, no TLS", package: "whitesmith-bench", features: &["signed"] },
    Program { title: "Whitesmith, signed, TLS", package: "whitesmith-bench", features: &["signed", "tls"] },
    Program { title: "aws-sdk-securityhub, smallest features, no TLS", package: "sdk", features: &[] },
    Program { title: "aws-sdk-securityhub, default features", package: "sdk", features: &["tls"] },
];

pub(super) fn run(arguments: &Arguments) -> Result<(), String> {
    let target = workspace::root().join("target/bench-client-weight");
    say!(
        "| client | crates | clean release build, cpu | clean dev build, cpu | after a touch | stripped binary |\n\
         |---|---|---|---|---|---|"
    );
    for program in PROGRAMS.iter().filter(|program| !arguments.no_sdk || program.package != "sdk") {
        let crates = crates(program)?;
        let mut times = Vec::new();
        let mut size = 0;
        for release in [true, false] {
            let _ = fs::remove_dir_all(&target);
            let (mut command, binary) = build(program, &[], release, &target);
            times.push(measure::run(&mut command)?.cpu.as_secs_f64());
            if release {
                size = fs::metadata(&binary).map_err(|error| format!("{}: {error}", binary.display()))?.len();
            }
        }
        let touched = touched(program, &target)?;
        let (megabytes, tenths) = (size / 1_000_000, size % 1_000_000 / 100_000);
        say!(
            "| {} | {crates} | {:.0} s | {:.0} s | {touched:.2} s | {megabytes}.{tenths} MB |",
            program.title,
            times[0],
            times[1]
        );
    }
    let _ = fs::remove_dir_all(&target);
    Ok(())
}

/// The crates that are compiled, but for the one that only measures.
fn crates(program: &Program) -> Result<usize, String> {
    let mut command = workspace::cargo();
    command.current_dir(folder()).args(["tree", "--edges", "normal,build", "--prefix", "none"]);
    command.args(["--package", program.package, "--features", &program.features.join(",")]);
    let text = output(&mut command)?;
    let crates: BTreeSet<Vec<&str>> = text.lines().map(|line| line.split(' ').take(2).collect()).collect();
    Ok(crates.iter().filter(|words| words.first() != Some(&"measure")).count())
}

/// How long a dev build takes after `main.rs` was saved: the best of three, in seconds.
fn touched(program: &Program, target: &std::path::Path) -> Result<f64, String> {
    let name = if program.package == "whitesmith-bench" { "whitesmith" } else { program.package };
    let main = folder().join(name).join("src/main.rs");
    let mut best = f64::MAX;
    for _ in 0..3 {
        let file = fs::File::options().append(true).open(&main);
        let touched = file.and_then(|file| file.set_modified(SystemTime::now()));
        touched.map_err(|error| format!("cannot touch {}: {error}", main.display()))?;
        let (mut command, _) = build(program, &[], false, target);
        best = best.min(measure::run(&mut command)?.wall.as_secs_f64());
    }
    Ok(best)
}
