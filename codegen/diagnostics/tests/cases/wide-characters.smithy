$version: "2"
namespace example

structure City { @documentation("東京 is wide, ligatures like ﬁ too") name: Strnig }
