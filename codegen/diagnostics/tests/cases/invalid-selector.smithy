$version: "2"
namespace example

@trait(selector: "structure > [id = example")
structure tagged {}
