//! The program that runs suites.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::case::{ServiceCases, Side};
use crate::report::Report;
use crate::suite::AnySuite;

/// What the program is told on its command line.
#[derive(Debug, Default)]
struct Arguments {
    cases: PathBuf,
    report: Option<PathBuf>,
    side: Option<Side>,
    protocol: Option<String>,
    filter: Option<String>,
    quiet: bool,
}

const USAGE: &str = "usage: CASES [--side client|server] [--protocol NAME] [--filter TEXT] [--report FILE] [--quiet]";

impl Arguments {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut out = Self::default();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--side" => out.side = Some(side(&value()?)?),
                "--protocol" => out.protocol = Some(value()?),
                "--filter" => out.filter = Some(value()?),
                "--report" => out.report = Some(value()?.into()),
                "--quiet" => out.quiet = true,
                path if out.cases.as_os_str().is_empty() && !path.starts_with('-') => out.cases = path.into(),
                other => return Err(format!("`{other}` is not understood; {USAGE}")),
            }
        }
        if out.cases.as_os_str().is_empty() { Err(USAGE.to_owned()) } else { Ok(out) }
    }

    /// Whether a protocol, by its absolute id, is to be tested.
    fn wants(&self, protocol: &str) -> bool {
        self.protocol.as_ref().is_none_or(|name| protocol == name || protocol.rsplit('#').next() == Some(name.as_str()))
    }
}

fn side(text: &str) -> Result<Side, String> {
    Side::ALL.into_iter().find(|side| side.as_str() == text).ok_or_else(|| format!("there is no side `{text}`"))
}

/// Runs suites as the command line says: the path of a JSON file with the cases of every service (an array of
/// [`ServiceCases`]), and options. The exit status says whether all cases passed.
pub fn main(suites: &[Box<dyn AnySuite>]) -> ExitCode {
    match run(suites) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(suites: &[Box<dyn AnySuite>]) -> Result<bool, String> {
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    let path = arguments.cases.display();
    let text = fs::read(&arguments.cases).map_err(|error| format!("cannot read {path}: {error}"))?;
    let services: Vec<ServiceCases> = serde_json::from_slice(&text).map_err(|error| format!("{path}: {error}"))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|error| format!("cannot start: {error}"))?;
    let mut report = Report::new(arguments.filter.clone());
    for cases in &services {
        let Some(suite) = suites.iter().find(|suite| suite.schema().id == cases.service) else {
            return Err(format!("the runner does not have {}", cases.service));
        };
        // A service speaks the first of its protocols that is implemented.
        let Some(protocol) = whitesmith_http::protocol::of_server(suite.schema()) else { continue };
        if !arguments.wants(protocol.id()) {
            continue;
        }
        report.begin(protocol.id());
        for side in Side::ALL.into_iter().filter(|side| arguments.side.is_none_or(|only| only == *side)) {
            runtime.block_on(suite.run(cases, side, &mut report));
        }
    }
    if !arguments.quiet {
        report.failures().for_each(|failure| println!("{failure}"));
    }
    print!("{report}");
    if let Some(path) = &arguments.report {
        let lines: String = report.json_lines().map(|line| line + "\n").collect();
        let written = fs::File::create(path).and_then(|mut file| file.write_all(lines.as_bytes()));
        written.map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(report.all_passed())
}
