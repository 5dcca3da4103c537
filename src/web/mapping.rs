//! The mapping dialog: its form, the effect of a choice, and choices as a file.

use wasm_bindgen::prelude::*;

use super::{from_js, thrown, to_js};
use crate::error::{Error, Trouble};
use crate::intake::preview::FilePreview;
use crate::intake::{self, Choices, Mapping};
use crate::report::Report;
use crate::view;

/// The dialog for `FilePreview[]` under `Choices`: `MappingForm`.
#[wasm_bindgen(js_name = mappingForm)]
pub fn mapping_form(previews: JsValue, choices: JsValue, lang: JsValue) -> Result<JsValue, JsValue> {
    let previews: Vec<FilePreview> = from_js(previews)?;
    Ok(to_js(&view::mapping::form(&previews, &from_js(choices)?, from_js(lang)?)))
}

/// `Choices` after one control was changed, or null where the value does not fit.
#[wasm_bindgen(js_name = choicesChanged)]
pub fn choices_changed(choices: JsValue, name: &str, value: &str) -> Result<JsValue, JsValue> {
    Ok(to_js(&view::mapping::changed(&from_js(choices)?, name, value)))
}

/// `Choices` after a column was said to be of a role, or left open again with an empty one.
#[wasm_bindgen(js_name = columnChanged)]
pub fn column_changed(choices: JsValue, column: &str, role: &str) -> Result<JsValue, JsValue> {
    Ok(to_js(&view::mapping::column_changed(&from_js(choices)?, column, role)))
}

/// The numbers of a `Report` beside those of another, or of null: `Effect`.
#[wasm_bindgen(js_name = mappingEffect)]
pub fn mapping_effect(now: JsValue, before: JsValue, lang: JsValue) -> Result<JsValue, JsValue> {
    let before: Option<Report> = from_js(before)?;
    Ok(to_js(&view::mapping::effect(&from_js(now)?, before.as_ref(), from_js(lang)?)))
}

/// What is saved of `Choices`: `Mapping`.
#[wasm_bindgen(js_name = savedMapping)]
pub fn saved_mapping(choices: JsValue) -> Result<JsValue, JsValue> {
    let choices: Choices = from_js(choices)?;
    Ok(to_js(&Mapping::of(&choices)))
}

/// The `Choices` of a `Mapping` that was saved; what does not fit is thrown as an `Error`.
#[wasm_bindgen(js_name = givenMapping)]
pub fn given_mapping(mapping: JsValue) -> Result<JsValue, JsValue> {
    let misfit = |name: &str| thrown(Error::new(Trouble::BadMapping { name: name.to_string() }));
    let given: Mapping = from_js(mapping.clone()).map_err(|_| misfit("choices"))?;
    // A name that is not known was misspelled, or is from another version: it is not passed over.
    let known = to_js(&given.choices);
    let names = js_sys::Reflect::get(&mapping, &"choices".into())?;
    for name in js_sys::Object::keys(&names.into()).iter() {
        if !js_sys::Reflect::has(&known, &name)? {
            return Err(misfit(&name.as_string().unwrap_or_default()));
        }
    }
    Ok(to_js(&given.checked().map_err(thrown)?))
}

/// Names the headers of files, for whoever remembers choices for them; nothing can be read from it.
#[wasm_bindgen(js_name = columnsKey)]
pub fn columns_key(previews: JsValue) -> Result<String, JsValue> {
    let previews: Vec<FilePreview> = from_js(previews)?;
    Ok(intake::preview::columns_key(&previews))
}

/// Whether another reading of the columns can help against an `Error`.
#[wasm_bindgen(js_name = isAboutColumns)]
pub fn is_about_columns(error: JsValue) -> Result<bool, JsValue> {
    let error: Error = from_js(error)?;
    Ok(view::trouble::is_about_columns(&error.trouble))
}
