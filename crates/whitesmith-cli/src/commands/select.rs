//! `whitesmith select`

use std::process::ExitCode;

use serde_json::{Map, Value, json};
use whitesmith_smithy::select::Match;
use whitesmith_smithy::{Knowledge, Selector, ShapeId, Sources};

use crate::failure::Failure;
use crate::input::Models;
use crate::output::Output;

/// What `select` can be told.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  whitesmith select 'structure > member[trait|required]' model/
  whitesmith select 'operation[trait|http|method=DELETE]' model/ --format json
  whitesmith select 'service $service(*) ~> operation' model/ --format json")]
pub(crate) struct Arguments {
    /// The selector: see <https://smithy.io/2.0/spec/selectors.html>.
    selector: String,
    #[command(flatten)]
    models: Models,
    /// How to show shapes: their ids, or JSON objects with type, place and variables, one a line.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Shows the shapes of the prelude and of other definitions that come with Smithy, too.
    #[arg(long)]
    prelude: bool,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
}

impl Arguments {
    pub(crate) fn run(&self, output: &mut Output) -> Result<ExitCode, Failure> {
        let selector = Selector::parse(&self.selector).map_err(|error| Failure::Argument {
            message: error.message,
            name: "selector",
            text: self.selector.clone(),
            at: error.offset,
        })?;
        let (model, sources) = self.models.valid(output)?;
        let knowledge = Knowledge::new(&model);
        let mut matches = selector.matches(&knowledge).map_err(|error| Failure::new(error.to_string()))?;
        matches.retain(|found| self.prelude || !model.is_builtin(found.shape.id));
        matches.sort_by_key(|found| found.shape.id);
        let mut text = String::new();
        match self.format {
            Format::Human => {
                let mut ids: Vec<ShapeId> = matches.iter().map(|found| found.shape.id).collect();
                ids.dedup();
                text.extend(ids.iter().map(|id| format!("{id}\n")));
            }
            Format::Json => {
                text.extend(matches.iter().map(|found| format!("{}\n", describe(found, &sources))));
            }
        }
        output.print(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn describe(found: &Match<'_>, sources: &Sources) -> Value {
    let variables: Map<String, Value> = found
        .variables()
        .map(|(name, shapes)| (name.to_owned(), shapes.iter().map(|shape| shape.id.as_str()).collect()))
        .collect();
    let location = sources.locate(found.shape.span);
    json!({
        "shape": found.shape.id.as_str(),
        "type": found.shape.shape_type().as_str(),
        "location": location.map(|(path, at)| json!({ "path": path, "line": at.line, "column": at.column })),
        "variables": variables,
    })
}
