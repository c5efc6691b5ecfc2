//! Loads the files and folders given, and prints what there is to say.

fn main() {
    let mut loader = whitesmith_smithy::Loader::new();
    for path in std::env::args().skip(1) {
        if let Err(error) = loader.add_path(&path) {
            eprintln!("{error}");
        }
    }
    let start = std::time::Instant::now();
    let assembly = loader.assemble();
    let elapsed = start.elapsed();
    for event in &assembly.events {
        let place = assembly.sources.locate(event.span);
        let place = place.map(|(path, at)| format!("{}:{}:{}", path.display(), at.line, at.column));
        let shape = event.shape.map_or("-", whitesmith_smithy::ShapeId::as_str);
        println!("[{}] {shape}: {} | {} {}", event.severity, event.message, event.id, place.unwrap_or_default());
    }
    println!("{} shapes, {} events, {elapsed:?}", assembly.model.shapes().count(), assembly.events.len());
}
