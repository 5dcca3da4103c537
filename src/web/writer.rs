//! The core's types as plain JavaScript objects, as `JSON.parse` would give them: no `undefined`, no `Map`, and every
//! number a number.
//!
//! What is written is the core's own, so nothing can be refused. An error that cannot be made leaves no branch in the
//! code of each field of each type, of which there are hundreds.

use js_sys::{Array, Object, Reflect};
use serde::ser::{self, Impossible, Serialize, Serializer};
use wasm_bindgen::JsValue;

/// An error that nobody can make.
#[derive(Debug)]
pub enum Never {}

impl std::fmt::Display for Never {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    /// No type of the core calls it.
    fn custom<T: std::fmt::Display>(_: T) -> Never {
        std::process::abort()
    }
}

type Written = Result<JsValue, Never>;

/// Writes one value.
pub struct Writer;

/// An array that is being written.
pub struct Elements(Array);

/// An object that is being written, and the variant that it is the content of.
pub struct Fields {
    object: JsValue,
    variant: Option<&'static str>,
}

/// A map that is being written: an object too, with the name of its next value.
pub struct Entries {
    object: JsValue,
    name: JsValue,
}

/// What needs no type stays out of the generic methods below, and out of line: it is compiled once.
#[inline(never)]
fn set(object: &JsValue, name: &JsValue, value: &JsValue) {
    // A new plain object takes every name.
    let _ = Reflect::set(object, name, value);
}

#[inline(never)]
fn object() -> JsValue {
    Object::new().into()
}

/// `{ "variant": content }`.
#[inline(never)]
fn tagged(variant: &str, content: &JsValue) -> JsValue {
    let tagged = object();
    set(&tagged, &JsValue::from_str(variant), content);
    tagged
}

impl Elements {
    #[inline(never)]
    fn push(&mut self, value: &JsValue) {
        self.0.push(value);
    }
}

impl Fields {
    #[inline(never)]
    fn set(&mut self, name: &str, value: JsValue) {
        set(&self.object, &JsValue::from_str(name), &value);
    }

    #[inline(never)]
    fn written(self) -> JsValue {
        match self.variant {
            Some(variant) => tagged(variant, &self.object),
            None => self.object,
        }
    }
}

/// Methods that write a number; none in the core is beyond 2^53.
macro_rules! numbers {
    ($($method:ident $type:ty)*) => {$(
        fn $method(self, value: $type) -> Written {
            Ok(JsValue::from_f64(value as f64))
        }
    )*};
}

/// Methods for what no type of the core is.
macro_rules! impossible {
    ($($method:ident($($argument:ty),*) -> $written:ty;)*) => {$(
        fn $method(self, $(_: $argument),*) -> Result<$written, Never> {
            std::process::abort()
        }
    )*};
}

impl Serializer for Writer {
    type Ok = JsValue;
    type Error = Never;
    type SerializeSeq = Elements;
    type SerializeTuple = Elements;
    type SerializeTupleStruct = Impossible<JsValue, Never>;
    type SerializeTupleVariant = Impossible<JsValue, Never>;
    type SerializeMap = Entries;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    numbers! {
        serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64
        serialize_f32 f32 serialize_f64 f64
    }

    impossible! {
        serialize_bytes(&[u8]) -> JsValue;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
    }

    fn serialize_bool(self, value: bool) -> Written {
        Ok(JsValue::from_bool(value))
    }

    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Written {
        Ok(JsValue::from_str(value))
    }

    fn serialize_none(self) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(JsValue::from_str(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        Ok(tagged(variant, &value.serialize(self)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements, Never> {
        Ok(Elements(Array::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Elements, Never> {
        Ok(Elements(Array::new()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries, Never> {
        Ok(Entries { object: object(), name: JsValue::NULL })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, Never> {
        Ok(Fields { object: object(), variant: None })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields, Never> {
        Ok(Fields { object: object(), variant: Some(variant) })
    }
}

impl ser::SerializeSeq for Elements {
    type Ok = JsValue;
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        self.push(&value.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}

impl ser::SerializeTuple for Elements {
    type Ok = JsValue;
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}

impl ser::SerializeMap for Entries {
    type Ok = JsValue;
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        self.name = key.serialize(Writer)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        set(&self.object, &self.name, &value.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.object)
    }
}

/// The fields of a struct and of a variant are written alike.
macro_rules! fields {
    ($($trait:ident)*) => {$(
        impl ser::$trait for Fields {
            type Ok = JsValue;
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Never> {
                self.set(name, value.serialize(Writer)?);
                Ok(())
            }

            fn end(self) -> Written {
                Ok(self.written())
            }
        }
    )*};
}

fields! { SerializeStruct SerializeStructVariant }
