//! Plain JavaScript objects as the core's types: what `JSON.parse` gives, or what the core itself handed out.
//!
//! A reader that takes keys in any order and values of any type makes several copies of the code of every type in the
//! report: a third of the page. Here an object is asked for the fields of its type in their order, and a value for the
//! one type that it must have. So nothing is lost of JSON: a report that was saved as text is parsed by the browser
//! and read here.

use js_sys::{Array, Reflect};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use wasm_bindgen::{JsCast, JsValue};

/// The value is none of the type. Which part of it is not told: it comes from the page itself.
#[derive(Debug)]
pub struct Misfit;

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value of another type")
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: std::fmt::Display>(_: T) -> Misfit {
        Misfit
    }
}

/// A value that is to be read.
pub struct Object(pub JsValue);

/// What needs no type stays out of the generic methods below, and out of line: it is compiled once.
impl Object {
    /// Whole numbers are exact up to 2^53 in JavaScript, and nothing in the core is larger.
    #[inline(never)]
    fn whole(&self) -> Result<i64, Misfit> {
        let number = self.0.as_f64().filter(|n| n.fract() == 0.0 && n.abs() <= 9_007_199_254_740_992.0);
        number.map(|n| n as i64).ok_or(Misfit)
    }

    #[inline(never)]
    fn text(&self) -> Result<String, Misfit> {
        self.0.as_string().ok_or(Misfit)
    }

    #[inline(never)]
    fn list(self) -> Result<Elements, Misfit> {
        self.0.dyn_into().map(|list| Elements { list, next: 0 }).map_err(|_| Misfit)
    }

    #[inline(never)]
    fn entries(self) -> Result<Entries, Misfit> {
        let object: js_sys::Object = self.0.dyn_into().map_err(|_| Misfit)?;
        Ok(Entries { names: js_sys::Object::keys(&object), object: object.into(), next: 0 })
    }

    /// `"variant"`, or `{ "variant": { ...fields } }`.
    #[inline(never)]
    fn variant(self, variants: &[&str]) -> Result<Variant, Misfit> {
        let (name, content) = match self.0.as_string() {
            Some(name) => (name, JsValue::UNDEFINED),
            None => {
                let object = self.0.dyn_ref::<js_sys::Object>().ok_or(Misfit)?;
                let name = js_sys::Object::keys(object).get(0);
                let content = Reflect::get(object, &name).map_err(|_| Misfit)?;
                (name.as_string().ok_or(Misfit)?, content)
            }
        };
        let place = variants.iter().position(|variant| *variant == name).ok_or(Misfit)?;
        Ok(Variant { place: place as u64, content })
    }
}

/// Methods that read a whole number, whatever its size: the type that asks checks it.
macro_rules! whole_numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            visitor.visit_i64(self.whole()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Object {
    type Error = Misfit;

    whole_numbers! { deserialize_u8 deserialize_u32 deserialize_u64 deserialize_i32 deserialize_i64 }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_bool(self.0.as_bool().ok_or(Misfit)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_f64(self.0.as_f64().ok_or(Misfit)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_null() || self.0.is_undefined() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_map(self.entries()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        if !self.0.is_object() {
            return Err(Misfit);
        }
        visitor.visit_seq(Fields { object: self.0, names: fields.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_enum(self.variant(variants)?)
    }

    /// Nothing in the core is of a type that only the value knows.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Misfit> {
        Err(Misfit)
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u16 u128 f32 char str bytes byte_buf unit unit_struct tuple_struct identifier ignored_any
    }
}

/// The elements of an array.
struct Elements {
    list: Array,
    next: u32,
}

impl Elements {
    #[inline(never)]
    fn take(&mut self) -> Option<Object> {
        let at = self.next;
        self.next += 1;
        (at < self.list.length()).then(|| Object(self.list.get(at)))
    }
}

impl<'de> de::SeqAccess<'de> for Elements {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.take().map(|value| seed.deserialize(value)).transpose()
    }
}

/// The entries of an object that is a map.
struct Entries {
    names: Array,
    object: JsValue,
    next: u32,
}

impl<'de> de::MapAccess<'de> for Entries {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let left = self.next < self.names.length();
        left.then(|| seed.deserialize(Object(self.names.get(self.next)))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let value = Reflect::get(&self.object, &self.names.get(self.next)).map_err(|_| Misfit)?;
        self.next += 1;
        seed.deserialize(Object(value))
    }
}

/// The fields of a struct, in its order.
struct Fields {
    object: JsValue,
    names: std::slice::Iter<'static, &'static str>,
}

impl Fields {
    /// Undefined for a field that is not there.
    #[inline(never)]
    fn take(&mut self) -> Result<Option<JsValue>, Misfit> {
        let Some(name) = self.names.next() else { return Ok(None) };
        Reflect::get(&self.object, &JsValue::from_str(name)).map(Some).map_err(|_| Misfit)
    }
}

impl<'de> de::SeqAccess<'de> for Fields {
    type Error = Misfit;

    #[inline(never)]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some(value) = self.take()? else { return Ok(None) };
        let is_there = !value.is_undefined();
        match seed.deserialize(Object(value)) {
            // A field that is not there is none where it may be, else its default, or the struct does not fit.
            Err(_) if !is_there => Ok(None),
            read => read.map(Some),
        }
    }
}

/// A variant of an enum, by its place among them, and what it holds.
struct Variant {
    place: u64,
    content: JsValue,
}

impl<'de> de::EnumAccess<'de> for Variant {
    type Error = Misfit;
    type Variant = Object;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Object), Misfit> {
        // By place: comparing it with each name would be code of each type.
        let place: de::value::U64Deserializer<Misfit> = self.place.into_deserializer();
        Ok((seed.deserialize(place)?, Object(self.content)))
    }
}

impl<'de> de::VariantAccess<'de> for Object {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        if self.0.is_undefined() { Ok(()) } else { Err(Misfit) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_struct("", fields, visitor)
    }
}
