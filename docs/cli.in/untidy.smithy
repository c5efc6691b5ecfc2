$version:"2"
namespace example.untidy
use aws.protocols#restJson1
structure Forecast{@required celsius:Float,/// in percent
humidity:Integer}
