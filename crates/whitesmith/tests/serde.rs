//! Generated types in any serde format, through their schemas: the feature `serde`.

use std::collections::BTreeMap;

use whitesmith::With as _;
use whitesmith::schema::prelude;
use whitesmith::shape::Blank;
use whitesmith::{BigInteger, Blob, Document, Timestamp, UnknownMember};

mod schema {
    whitesmith::schemas! {
        TAGS = Map "e#Tags" { "key": whitesmith::schema::prelude::STRING, "value": whitesmith::schema::prelude::STRING };
        ROOMS = List "e#Rooms" { "member": crate::ROOM };
    }
}

/// A structure.
#[derive(Clone)]
pub struct House {
    /// Required.
    pub name: String,
    /// Named otherwise in JSON.
    pub rooms: Option<Vec<Room>>,
    /// A map.
    pub tags: Option<BTreeMap<String, String>>,
    /// A time.
    pub built: Option<Timestamp>,
    /// Bytes.
    pub plan: Option<Blob>,
    /// A big number.
    pub price: Option<BigInteger>,
    /// Anything.
    pub notes: Option<Document>,
    /// Has a default.
    pub floors: i32,
}
whitesmith::structure! {
    House: HOUSE = "e#House" {
        0 name: "name" => prelude::STRING [Required],
        1 rooms: "rooms" => schema::ROOMS [JsonName("ROOMS")],
        2 tags: "tags" => schema::TAGS,
        3 built: "built" => prelude::TIMESTAMP,
        4 plan: "plan" => prelude::BLOB,
        5 price: "price" => prelude::BIG_INTEGER,
        6 notes: "notes" => prelude::DOCUMENT,
        7 floors: "floors" => prelude::INTEGER = 1,
    }
}

/// A union.
#[derive(Clone)]
pub enum Room {
    /// A number.
    Beds(i32),
    /// An enum.
    Paint(Paint),
    /// Anything else.
    Unknown(UnknownMember),
}
whitesmith::union! { Room: ROOM = "e#Room" { 0 Beds: "beds" => prelude::INTEGER, 1 Paint: "paint" => PAINT } }

/// An enum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paint {
    /// Red.
    Red,
    /// Another.
    Unknown(String),
}
whitesmith::string_enum! { Paint: PAINT = "e#Paint" { Red = "red" } }

fn house() -> House {
    House::blank().with(|house| {
        house.name = "Home".into();
        house.rooms = Some(vec![Room::Beds(2), Room::Paint(Paint::Red)]);
        house.tags = Some([("a".into(), "b".into())].into());
        house.built = Some(Timestamp::from_milliseconds(482_196_050_520));
        house.plan = Some("plan".to_owned().into());
        house.price = "123456789012345678901234567890".parse().ok();
        house.notes = Some(vec![Document::Null, 1.into(), 0.5.into()].into());
    })
}

const TEXT: &str = r#"{"name":"Home","ROOMS":[{"beds":2},{"paint":"red"}],"tags":{"a":"b"},"built":"1985-04-12T23:20:50.52Z","plan":"cGxhbg==","price":"123456789012345678901234567890","notes":[null,1,0.5],"floors":1}"#;

#[test]
fn both_directions() {
    assert_eq!(serde_json::to_string(&house()).unwrap(), TEXT);
    assert_eq!(serde_json::from_str::<House>(TEXT).unwrap(), house());
    // Through an owned value, which borrows nothing.
    let value = serde_json::to_value(house()).unwrap();
    assert_eq!(serde_json::from_value::<House>(value).unwrap(), house());
}

#[test]
fn what_is_forgiven_and_what_is_not() {
    let read = serde_json::from_str::<House>;
    let found =
        read(r#"{"name":"x","built":482196050.52,"price":12,"new":{},"ROOMS":[{"new":1}],"floors":null}"#).unwrap();
    assert_eq!(found.built, house().built);
    assert_eq!(found.price, Some(12.into()));
    assert!(matches!(&found.rooms.as_deref(), Some([Room::Unknown(unknown)]) if unknown.name == "new"));
    let error = read("{}").unwrap_err().to_string();
    assert!(error.contains("the required member `/name` is missing"), "{error}");
    assert!(read(r#"{"name":5}"#).is_err() && read("[]").is_err());
    assert_eq!(serde_json::from_str::<Paint>("\"blue\"").unwrap(), Paint::Unknown("blue".into()));
}

#[test]
fn equal_is_what_looks_the_same_on_the_wire() {
    let check = |set: fn(&mut House), equal: bool| {
        let other = house().with(set);
        assert_eq!(house() == other, equal, "{other:?}");
        assert_eq!(other == house(), equal, "{other:?}");
    };
    check(|_| {}, true);
    check(|it| it.name.push('!'), false);
    check(|it| it.floors = 2, false);
    check(|it| it.plan = None, false);
    check(|it| it.rooms = Some(vec![]), false);
    check(|it| it.rooms.iter_mut().for_each(|rooms| rooms.reverse()), false);
    check(|it| it.rooms = Some(vec![Room::Beds(2), Room::Paint(Paint::Unknown("red".into()))]), true);
    check(|it| it.tags = Some([("a".into(), "c".into())].into()), false);
    check(|it| it.tags = Some([("b".into(), "b".into())].into()), false);
    check(|it| it.notes = Some(vec![Document::Null, 1.into(), 0.25.into()].into()), false);
    let unknown = |value: i32| Room::Unknown(UnknownMember { name: "attic".into(), value: value.into() });
    assert!(unknown(1) == unknown(1) && unknown(1) != unknown(2) && unknown(1) != Room::Beds(1));
}
