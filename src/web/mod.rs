//! The edge to JavaScript, wasm32 only: it translates and holds no logic.
//!
//! Objects cross as plain JavaScript objects, described by `www/types/huitou.d.ts`. What fails throws an
//! [`Error`](crate::error::Error) as such an object.

mod audience;
pub mod canvas;
mod decoder;
mod mapping;
mod object;
mod page;
mod writer;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::analysis::expected_value::Fitting;
use crate::error::{Error, Trouble};
use crate::intake::preview::FilePreview;
use crate::intake::{self, AudienceFile, Intake, Reader, StretchReader};
use crate::list::Listed;
use crate::report::{Answers, Section};
use crate::view::{self, Lang};
use crate::{export, sample};

pub use audience::Audience;
pub use decoder::BrowserDecoder;
pub use page::{Drawing, Page};

/// The sample shop of the page: any seed makes a shop, this one is shown.
const SAMPLE_SEED: u64 = 1;

/// One merchant's files from the first byte to the report.
#[wasm_bindgen]
pub struct Session {
    reader: Option<Reader>,
    intake: Option<Intake>,
    answers: Option<Answers>,
    previews: Vec<FilePreview>,
}

#[wasm_bindgen]
impl Session {
    /// A session under the merchant's `Choices`.
    #[wasm_bindgen(constructor)]
    pub fn new(choices: JsValue) -> Result<Session, JsValue> {
        let reader = Reader::new(from_js(choices)?, Box::new(BrowserDecoder)).seeded(random_seed());
        Ok(Session { reader: Some(reader), intake: None, answers: None, previews: Vec::new() })
    }

    /// Begins the next file; of which it is known how many bytes it has, or not.
    #[wasm_bindgen(js_name = startFile)]
    pub fn start_file(&mut self, name: &str, bytes: Option<f64>) -> Result<(), JsValue> {
        let reader = self.reader()?;
        reader.start_file(name);
        if let Some(bytes) = bytes {
            reader.expect(bytes as u64);
        }
        Ok(())
    }

    /// Takes note of a part of a container that is not read.
    #[wasm_bindgen(js_name = passOver)]
    pub fn pass_over(&mut self, name: &str) -> Result<(), JsValue> {
        self.reader()?.pass_over(name);
        Ok(())
    }

    /// Takes the next slice of the file, of any size.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.reader()?.push(bytes).map_err(thrown)
    }

    /// Takes in what the `Stretches` with this number made of the stretch that follows; how many of its bytes are read
    /// now.
    #[wasm_bindgen(js_name = takeIn)]
    pub fn take_in(&mut self, stretch: &[u8], reader: usize) -> Result<f64, JsValue> {
        self.reader()?.take_in(stretch, reader).map(|bytes| bytes as f64).map_err(thrown)
    }

    /// Ends the file.
    #[wasm_bindgen(js_name = endFile)]
    pub fn end_file(&mut self) -> Result<(), JsValue> {
        self.reader()?.end_file().map_err(thrown)
    }

    /// Ends the file where only its beginning was read: a record that is cut off is left out.
    #[wasm_bindgen(js_name = cutFile)]
    pub fn cut_file(&mut self) -> Result<(), JsValue> {
        self.reader()?.cut_file().map_err(thrown)
    }

    /// How far it has come: `Progress`.
    pub fn progress(&mut self) -> Result<JsValue, JsValue> {
        Ok(plain_to_js(&self.reader()?.progress()))
    }

    /// Folds the rows into orders and returns what is unsure: `Question[]`.
    pub fn finish(&mut self) -> Result<JsValue, JsValue> {
        let reader = self.reader.take().ok_or_else(|| misused("finish"))?;
        self.previews = reader.previews();
        let intake = reader.finish().map_err(thrown)?;
        let questions = to_js(&intake.questions);
        self.answers = Some(Answers::new(&intake.orders).provided(intake.ledger.clone()));
        self.intake = Some(intake);
        Ok(questions)
    }

    /// The first records of each file and what each column is taken for: `FilePreview[]`, before and after `finish`.
    pub fn previews(&self) -> JsValue {
        to_js(&self.reader.as_ref().map_or_else(|| self.previews.clone(), Reader::previews))
    }

    /// What the files look like, without a value of theirs: for whoever asks for help.
    pub fn diagnostic(&self) -> String {
        intake::diagnostic(&self.reader.as_ref().map_or_else(|| self.previews.clone(), Reader::previews))
    }

    /// Sections of the `Report` under `Settings`; an empty list of sections means all that are not slow. What was computed before and
    /// reads nothing that has changed is not computed again.
    pub fn analyse(&mut self, settings: JsValue, sections: JsValue) -> Result<JsValue, JsValue> {
        let mut sections: Vec<Section> = from_js(sections)?;
        if sections.is_empty() {
            sections = Section::ALL.into_iter().filter(|section| !section.is_slow()).listed();
        }
        let (intake, answers) = self.answers()?;
        Ok(to_js(answers.answer(&intake.orders, &from_js(settings)?, &sections)))
    }

    /// What is to be fitted for the section that takes long, or for a list of customers where its `AudienceWish` is given, as
    /// numbers for `fit` in another worker. Nothing where it is known already, is not asked for, or nothing can be fitted.
    pub fn fitting(&mut self, settings: JsValue, wish: JsValue) -> Result<Option<Vec<u64>>, JsValue> {
        let wish: Option<view::AudienceWish> = from_js(wish)?;
        if wish.is_some_and(|wish| !wish.asks_what_is_expected()) {
            return Ok(None);
        }
        let (intake, answers) = self.answers()?;
        Ok(answers.fitting(&intake.orders, &from_js(settings)?).map(Fitting::into_numbers))
    }

    /// Takes over what `fit` made of `fitting` under the same `Settings`.
    #[wasm_bindgen(js_name = takeFitted)]
    pub fn take_fitted(&mut self, settings: JsValue, fitted: JsValue) -> Result<(), JsValue> {
        let (_, answers) = self.answers()?;
        answers.take_fitted(&from_js(settings)?, from_js(fitted)?);
        Ok(())
    }

    /// The customers of one list under `Settings`, by the value in a panel's `lists` with that of its part behind.
    /// What a model expects of them stands there where the `AudienceWish` asks for it.
    pub fn audience(&mut self, settings: JsValue, list: &str, wish: JsValue) -> Result<Audience, JsValue> {
        let list = view::audience_of(list).ok_or_else(|| misused("audience"))?;
        let wish: view::AudienceWish = from_js(wish)?;
        let (settings, (intake, answers)) = (from_js(settings)?, self.answers()?);
        Ok(if wish.asks_what_is_expected() {
            answers.audience_expected(&intake.orders, &settings, list)
        } else {
            answers.audience(&intake.orders, &settings, list)
        }
        .into())
    }

    /// Takes over the list of customers that a campaign was for; whether it is one.
    pub fn campaign(&mut self, bytes: &[u8]) -> Result<bool, JsValue> {
        let text = AudienceFile::text(bytes, &BrowserDecoder);
        let Some(list) = AudienceFile::read(&text) else { return Ok(false) };
        let (intake, answers) = self.answers()?;
        let recipients = list.recipients(&intake.orders);
        answers.take_recipients(recipients);
        Ok(true)
    }

    /// Every row that was set aside, as CSV.
    #[wasm_bindgen(js_name = setAside)]
    pub fn set_aside(&self, lang: JsValue) -> Result<String, JsValue> {
        let intake = self.intake()?;
        Ok(export::csv::csv(&view::set_aside_table(&intake.set_aside, &intake.ledger.files, from_js(lang)?)))
    }

    fn reader(&mut self) -> Result<&mut Reader, JsValue> {
        self.reader.as_mut().ok_or_else(|| misused("read"))
    }

    fn answers(&mut self) -> Result<(&Intake, &mut Answers), JsValue> {
        self.intake.as_ref().zip(self.answers.as_mut()).ok_or_else(|| misused("analyse"))
    }

    fn intake(&self) -> Result<&Intake, JsValue> {
        self.intake.as_ref().ok_or_else(|| misused("analyse"))
    }
}

/// Reads stretches of a file for the session of another worker.
#[wasm_bindgen]
pub struct Stretches(StretchReader);

#[wasm_bindgen]
impl Stretches {
    /// For the file that begins like that, under `Choices`; nothing where it can't be read by stretches.
    pub fn begin(beginning: &[u8], choices: JsValue) -> Result<Option<Stretches>, JsValue> {
        let reader = StretchReader::begin(beginning, &from_js(choices)?, &BrowserDecoder, random_seed());
        Ok(reader.map(Stretches))
    }

    /// Begins the stretch at a position in the file.
    pub fn start(&mut self, position: f64) {
        self.0.start(position as u64);
    }

    /// Takes the next slice of the stretch.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }

    /// Ends the stretch: what is to be taken in. Nothing where the other has to read it.
    pub fn end(&mut self) -> Option<Vec<u8>> {
        self.0.end()
    }
}

/// Fits what the session of another worker has given: what `takeFitted` takes.
#[wasm_bindgen]
pub fn fit(numbers: &[u64]) -> Result<JsValue, JsValue> {
    let fitting = Fitting::from_numbers(numbers).ok_or_else(|| misused("fit"))?;
    Ok(to_js(&fitting.fitted()))
}

/// Whether a file begins like a list of customers, not like orders.
#[wasm_bindgen(js_name = isAudience)]
pub fn is_audience(beginning: &[u8]) -> bool {
    AudienceFile::is_one(&AudienceFile::text(beginning, &BrowserDecoder))
}

fn random_seed() -> u64 {
    js_sys::Math::random().to_bits()
}

/// The words of a question: `Asked`.
#[wasm_bindgen]
pub fn asked(question: JsValue, lang: JsValue) -> Result<JsValue, JsValue> {
    Ok(plain_to_js(&view::question::asked(&from_js(question)?, from_js(lang)?)))
}

/// The words of an `Error`, with the names of the files given.
#[wasm_bindgen]
pub fn sentence(error: JsValue, files: Vec<String>, lang: JsValue) -> Result<String, JsValue> {
    let error: Error = from_js(error)?;
    Ok(view::trouble::sentence(&error, &files, from_js(lang)?))
}

/// The words of reading, from its first byte on.
#[wasm_bindgen]
#[derive(Default)]
pub struct Pace(view::progress::Pace);

#[wasm_bindgen]
impl Pace {
    /// For one reading.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Pace {
        Pace::default()
    }

    /// One line on how far it has come; `now` in seconds, by any clock.
    pub fn words(
        &mut self,
        progress: JsValue,
        total: f64,
        now: f64,
        lang: JsValue,
    ) -> Result<String, JsValue> {
        Ok(self.0.words(from_js(progress)?, total as u64, now, from_js(lang)?))
    }
}

/// The sample shop's export.
#[wasm_bindgen(js_name = sample)]
pub fn sample_shop(lang: JsValue) -> Result<Vec<u8>, JsValue> {
    let language = match from_js(lang)? {
        Lang::Zh => sample::Language::Chinese,
        Lang::En => sample::Language::English,
    };
    Ok(sample::csv(language, SAMPLE_SEED, sample::CUSTOMERS))
}

/// A value of any type of the core.
fn to_js<T: Serialize>(value: &T) -> JsValue {
    let Ok(written) = value.serialize(writer::Writer);
    written
}

/// A value of a few plain fields, which need no writer of their own: see [`writer`].
fn plain_to_js<T: Serialize>(value: &T) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, JsValue> {
    T::deserialize(object::Object(value)).map_err(|_| misused(std::any::type_name::<T>()))
}

fn thrown(error: Error) -> JsValue {
    to_js(&error)
}

/// A call out of turn: the caller's fault, told like any other error.
fn misused(call: &str) -> JsValue {
    thrown(Error::new(Trouble::BadChoice { name: call.to_string() }))
}
