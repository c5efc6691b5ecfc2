$version: "2"
namespace example.values
@documentation("""
      First.
        Indented.

      Last.
  """)
@externalDocumentation(a:"http://example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",b:"http://example.com/bbbbbbbbbbbbbbbbbbbbbbbbb")
@examples([{title:"One",input:{a:"b"},output:{}},
// a second one
{title:"Two",documentation:"""
Multi
line
"""}])
@tags(["a" // why
"b"])
@aws.api#arn(template:"x/{y}") // trailing
@trait()
operation Act{}
structure Defaults{text:String="one
two"
list:Names=[]
object:Document={a:1,b:[1,2]} // documented elsewhere
number:Double=-1.50e+3
 nothing:Integer=null
}
