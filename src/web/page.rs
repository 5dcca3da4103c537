//! A report as the page shows it: its words, its pictures, and the points in them that answer.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::Canvas;
use super::{from_js, plain_to_js, thrown, to_js};
use crate::analysis::Settings;
use crate::chart::marks::{Direction, Marks};
use crate::chart::theme::{Color, NAMES, Theme};
use crate::error::{Error, Trouble};
use crate::list::Listed;
use crate::report::{self, Audience, Report, Section};
use crate::view::figure::Figure;
use crate::view::{self, Lang, Panel};
use crate::{chart, export};

/// A report in one language. A panel is named by its id, a figure by its position in the panel.
#[wasm_bindgen]
pub struct Page {
    report: Report,
    /// For each section the settings that its answer has read; `None` where there is no answer yet.
    read: Vec<Option<Settings>>,
    lang: Lang,
    /// By section.
    panels: Vec<Vec<Panel>>,
    /// A host page's own colours and faces; see [`Theme::dressed`].
    colors: Vec<i32>,
    family: String,
}

#[wasm_bindgen]
impl Page {
    /// The page of a `Report` of some sections or all; computed here or saved.
    #[wasm_bindgen(constructor)]
    pub fn new(report: JsValue, lang: JsValue) -> Result<Page, JsValue> {
        let version = Reflect::get(&report, &"version".into()).ok().and_then(|version| version.as_f64());
        report::readable(version.map(|version| version as u32)).map_err(thrown)?;
        let lang: Lang = from_js(lang)?;
        let report: Report = from_js(report).map_err(|_| thrown(Error::new(Trouble::NoReport)))?;
        let read_by =
            |section: Section| Some(section.reads(&report.settings)).filter(|_| report.results.has(section));
        let read = Section::ALL.map(read_by).into();
        let panels = view::parts(&report, lang);
        Ok(Page { report, read, lang, panels, colors: Vec::new(), family: String::new() })
    }

    /// The `Report` to be given to others, or null where it is of too few customers.
    pub fn shared(&self) -> Result<JsValue, JsValue> {
        // Over the edge and back: code for a copy of every type in the report would be shipped for this alone.
        let copy: Report = from_js(to_js(&self.report))?;
        Ok(copy.into_shared().map_or(JsValue::NULL, |shared| to_js(&shared)))
    }

    /// Draws in a host page's own colours, in the order of `colorNames`, and faces from now on.
    pub fn dress(&mut self, colors: Vec<i32>, family: String) {
        (self.colors, self.family) = (colors, family);
    }

    /// The same in another language.
    pub fn speak(&mut self, lang: JsValue) -> Result<(), JsValue> {
        self.lang = from_js(lang)?;
        self.panels = view::parts(&self.report, self.lang);
        Ok(())
    }

    /// Takes over an answer under other settings: a `Report` of some sections. What it changes: `Renewed`.
    pub fn update(&mut self, answer: JsValue) -> Result<JsValue, JsValue> {
        let answered = self.report.take_over(from_js(answer)?);
        for section in &answered {
            self.read[*section as usize] = Some(section.reads(&self.report.settings));
        }
        Ok(to_js(&view::renew(&mut self.panels, &answered, &self.report, self.lang)))
    }

    /// The sections that would be others under these `Settings`: `Section[]`. A slow one is named only where all others
    /// are answered.
    pub fn touched(&self, settings: JsValue) -> Result<JsValue, JsValue> {
        let settings: Settings = from_js(settings)?;
        let is_touched =
            |section: &Section| self.read[*section as usize].as_ref() != Some(&section.reads(&settings));
        let mut touched = Section::ALL.into_iter().filter(is_touched).listed();
        if touched.iter().any(|section| !section.is_slow()) {
            touched.retain(|section| !section.is_slow());
        }
        Ok(plain_to_js(&touched))
    }

    /// The sections that take long, and are asked for only where they can be seen: `Section[]`.
    pub fn slow(&self) -> JsValue {
        plain_to_js(&Section::ALL.into_iter().filter(|section| section.is_slow()).listed())
    }

    /// Whether these `Section`s are the same under two `Settings`.
    #[wasm_bindgen(js_name = areAlike)]
    pub fn are_alike(&self, sections: JsValue, one: JsValue, other: JsValue) -> Result<bool, JsValue> {
        let sections: Vec<Section> = from_js(sections)?;
        let (one, other) = (from_js(one)?, from_js(other)?);
        Ok(sections.iter().all(|section| section.reads(&one) == section.reads(&other)))
    }

    /// Everything that the report has to say: `Panel[]`.
    pub fn panels(&self) -> JsValue {
        to_js(&self.panels.iter().flatten().listed())
    }

    /// That it is a saved report, of which days, and what was set.
    #[wasm_bindgen(js_name = savedWords)]
    pub fn saved_words(&self) -> String {
        view::settings::saved_words(&self.report, self.lang)
    }

    /// The bar of settings as these `Settings` set it: `Control[]`.
    pub fn controls(&self, settings: JsValue) -> Result<JsValue, JsValue> {
        Ok(to_js(&view::settings::controls(&self.report, &from_js(settings)?, self.lang)))
    }

    /// `Settings` after one control was changed, or null where the value does not fit.
    pub fn changed(&self, settings: JsValue, name: &str, value: &str) -> Result<JsValue, JsValue> {
        Ok(to_js(&view::settings::changed(&self.report, &from_js(settings)?, name, value)))
    }

    /// How files could be read and counted otherwise: `Rules[]`, those in force (`Choices`, `Settings`) first.
    #[wasm_bindgen(js_name = otherRules)]
    pub fn other_rules(&self, choices: JsValue, settings: JsValue) -> Result<JsValue, JsValue> {
        let force = view::Rules::of(from_js(choices)?, from_js(settings)?);
        Ok(to_js(&view::other_rules(&self.report, &force)))
    }

    /// What these rules change: `RulesCompared` of a `Report` or null for each of `otherRules`; null where the first says
    /// nothing.
    #[wasm_bindgen(js_name = rulesCompared)]
    pub fn rules_compared(
        &self,
        choices: JsValue,
        settings: JsValue,
        reports: JsValue,
        is_cut: bool,
    ) -> Result<JsValue, JsValue> {
        let force = view::Rules::of(from_js(choices)?, from_js(settings)?);
        let reports: Vec<Option<Report>> = from_js(reports)?;
        Ok(to_js(&view::rules_compared(&self.report, &force, &reports, is_cut, self.lang)))
    }

    /// What can be asked of a list of customers under `Settings`: `AudienceForm`.
    #[wasm_bindgen(js_name = listForm)]
    pub fn list_form(&self, settings: JsValue) -> Result<JsValue, JsValue> {
        Ok(to_js(&view::audience_form(&self.report, &from_js(settings)?, self.lang)))
    }

    /// A list of customers as CSV for spreadsheets, from the columns of an `Audience`, by its value and an `AudienceWish`;
    /// and behind it how many they are, in words, and what its file is called.
    // Columns cross one by one: they come from a worker's instance, and an object of them would be a class of this one.
    #[allow(clippy::too_many_arguments)]
    #[wasm_bindgen(js_name = listCsv)]
    pub fn list_csv(
        &self,
        list: &str,
        wish: JsValue,
        keys: String,
        offsets: Vec<u32>,
        recency_days: Vec<i32>,
        orders: Vec<u32>,
        amounts: Vec<f64>,
        due_days: Vec<i32>,
        outlooks: Vec<f64>,
    ) -> Result<Vec<String>, JsValue> {
        let words = view::list_words(&self.panels, list);
        let list = Audience { joined_keys: keys, offsets, recency_days, orders, amounts, due_days, outlooks };
        let (currency, lang) = (&self.report.results.currency, self.lang);
        let table = view::audience_table(&list, &words, &from_js(wish)?, currency, lang);
        Ok(vec![export::csv::csv(&table), view::saved_words(&table, lang), view::list_file(&words, lang)])
    }

    /// How high `draw` makes a figure, in CSS pixels.
    pub fn height(&self, panel: &str, figure: usize, width: f64) -> Result<f64, JsValue> {
        Ok(chart::height(self.figure(panel, figure)?, width, &theme(false).dressed(&[], &self.family)))
    }

    /// Draws a figure for the page, which says its title beside it; sets the canvas's size.
    pub fn draw(
        &self,
        panel: &str,
        figure: usize,
        canvas: HtmlCanvasElement,
        width: f64,
        ratio: f64,
        dark: bool,
    ) -> Result<Drawing, JsValue> {
        let theme = theme(dark).dressed(&self.colors, &self.family);
        paint(self.figure(panel, figure)?, canvas, width, ratio, &theme)
    }

    /// Draws a figure to be saved: title, unit, window and n stand inside.
    #[wasm_bindgen(js_name = drawCaptioned)]
    pub fn draw_captioned(
        &self,
        panel: &str,
        figure: usize,
        canvas: HtmlCanvasElement,
        width: f64,
        ratio: f64,
        dark: bool,
    ) -> Result<Drawing, JsValue> {
        paint(self.figure(panel, figure)?, canvas, width, ratio, &theme(dark).captioned())
    }

    /// A figure as SVG, to be saved.
    pub fn svg(&self, panel: &str, figure: usize, width: f64, dark: bool) -> Result<String, JsValue> {
        Ok(export::svg::svg(self.figure(panel, figure)?, width, &theme(dark).captioned()))
    }

    /// The table of a panel as CSV for spreadsheets; empty where it has none.
    pub fn csv(&self, panel: &str) -> String {
        let table = self.panel(panel).and_then(|panel| panel.table.as_ref());
        table.map(export::csv::csv).unwrap_or_default()
    }

    fn panel(&self, id: &str) -> Option<&Panel> {
        self.panels.iter().flatten().find(|panel| panel.id == id)
    }

    fn figure(&self, panel: &str, figure: usize) -> Result<&Figure, JsValue> {
        let figure = self.panel(panel).and_then(|panel| panel.figures.get(figure));
        figure.ok_or_else(|| super::misused("figure"))
    }
}

/// A drawn figure: which point answers to a pointer or a key, and what it says.
#[wasm_bindgen]
pub struct Drawing {
    marks: Marks,
}

#[wasm_bindgen]
impl Drawing {
    /// The point at a place in CSS pixels.
    pub fn at(&self, x: f64, y: f64) -> Option<usize> {
        self.marks.at(x, y)
    }

    /// Where `left`, `right`, `up` or `down` leads from a point: from a negative one to the first; -1 without points.
    pub fn step(&self, current: i32, direction: &str) -> i32 {
        let direction = match direction {
            "left" => Direction::Left,
            "right" => Direction::Right,
            "up" => Direction::Up,
            _ => Direction::Down,
        };
        if self.marks.list().is_empty() {
            return -1;
        }
        usize::try_from(current).map_or(0, |current| self.marks.step(current, direction) as i32)
    }

    /// What a point says.
    pub fn tip(&self, index: usize) -> String {
        self.marks.list().get(index).map(|mark| mark.tip.clone()).unwrap_or_default()
    }

    /// x, y, width and height of a point in CSS pixels.
    pub fn rect(&self, index: usize) -> Vec<f64> {
        let area = self.marks.list().get(index).map(|mark| mark.area);
        area.map(|a| vec![a.x, a.y, a.w, a.h]).unwrap_or_else(|| vec![0.0; 4])
    }
}

/// How a host page names the colours of pictures, a blank between them.
#[wasm_bindgen(js_name = colorNames)]
pub fn color_names() -> String {
    NAMES.to_string()
}

/// Whether `0xRRGGBB` is dark paper.
#[wasm_bindgen(js_name = isDark)]
pub fn is_dark(rgb: u32) -> bool {
    Color::hex(rgb).is_dark()
}

fn theme(dark: bool) -> Theme {
    if dark { Theme::dark() } else { Theme::light() }
}

fn paint(
    figure: &Figure,
    element: HtmlCanvasElement,
    width: f64,
    ratio: f64,
    theme: &Theme,
) -> Result<Drawing, JsValue> {
    let height = chart::height(figure, width, theme);
    let canvas = Canvas::new(element, width, height, ratio).ok_or_else(|| super::misused("canvas"))?;
    let marks = chart::draw(&canvas.area(), figure, theme).map_err(|_| super::misused("draw"))?;
    Ok(Drawing { marks })
}
