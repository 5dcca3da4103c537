//! What a picture looks like: colours and type. Nothing here knows a figure.

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red, 0..=255.
    pub r: u8,
    /// Green, 0..=255.
    pub g: u8,
    /// Blue, 0..=255.
    pub b: u8,
}

impl Color {
    /// From `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Color {
        Color { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8 }
    }

    /// This colour with a share (0..=1) of another.
    pub fn mix(self, other: Color, share: f64) -> Color {
        let part = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
        Color { r: part(self.r, other.r), g: part(self.g, other.g), b: part(self.b, other.b) }
    }

    /// Relative luminance, 0 (black) ..= 1 (white), as WCAG 2 defines it.
    pub fn luminance(self) -> f64 {
        // A cubic for the sRGB curve, off by less than 0.002: no power function, so the same bits everywhere.
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            v * (v * (v * 0.305_306_011 + 0.682_171_111) + 0.012_522_878)
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// The WCAG contrast ratio of two colours, 1..=21.
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// One series: the colour of its marks and a shade of it that can be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    /// Lines, bars, discs: contrast with the paper of 3 at least.
    pub mark: Color,
    /// Words: contrast with the paper of 4.5 at least.
    pub text: Color,
}

/// Every colour of a picture; a host page may bring its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colors {
    /// Behind everything.
    pub paper: Color,
    /// Titles and values.
    pub ink: Color,
    /// Axis labels and asides.
    pub muted: Color,
    /// Base line, dividing lines.
    pub rule: Color,
    /// Grid lines.
    pub grid: Color,
    /// Lines in the background.
    pub faint: Color,
    /// Series by number; a number beyond the last starts again.
    pub series: [Series; 8],
    /// The scale of a heatmap, from 0 to the maximum, in equal parts.
    pub scale: [Color; 5],
}

/// The look of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its colours.
    pub colors: Colors,
    /// A CSS font-family list.
    pub family: String,
    /// Whether title and subtitle stand inside the picture: yes where it is saved, no where the page says them.
    pub captioned: bool,
}

/// The system's own face, then the CJK faces of macOS, Windows and Linux.
pub const FAMILY: &str = "system-ui, \"PingFang SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", sans-serif";

const fn series(mark: u32, text: u32) -> Series {
    Series { mark: Color::hex(mark), text: Color::hex(text) }
}

const fn scale(stops: [u32; 5]) -> [Color; 5] {
    let [a, b, c, d, e] = stops;
    [Color::hex(a), Color::hex(b), Color::hex(c), Color::hex(d), Color::hex(e)]
}

const LIGHT: Colors = Colors {
    paper: Color::hex(0xffffff),
    ink: Color::hex(0x1b1f24),
    muted: Color::hex(0x5b636e),
    rule: Color::hex(0x8b939e),
    grid: Color::hex(0xe8ebef),
    faint: Color::hex(0xcdd3da),
    series: [
        series(0x1e54b7, 0x1e54b7),
        series(0xd37e33, 0x9a5b24),
        series(0x239370, 0x1e7e60),
        series(0xb149a1, 0xa8439a),
        series(0x4692d1, 0x356f9f),
        series(0x6d3b2a, 0x6d3b2a),
        series(0x957411, 0x80640e),
        series(0x566074, 0x566074),
    ],
    scale: scale([0xf1f6fc, 0xc3d9f1, 0x85b1de, 0x3f7fc0, 0x164a8a]),
};

const DARK: Colors = Colors {
    paper: Color::hex(0x14171b),
    ink: Color::hex(0xe9ecf0),
    muted: Color::hex(0xa2abb6),
    rule: Color::hex(0x6d7682),
    grid: Color::hex(0x272c33),
    faint: Color::hex(0x3f4751),
    series: [
        series(0x5d9def, 0x7ab1f3),
        series(0xe79a3b, 0xe9a860),
        series(0x318583, 0x4fb0ad),
        series(0xc56bb9, 0xd489ca),
        series(0x9fd0f5, 0x9fd0f5),
        series(0xa5614c, 0xc98a75),
        series(0xd6da4f, 0xd6da4f),
        series(0x92ab8f, 0xa3baa0),
    ],
    scale: scale([0x1c2530, 0x1f4068, 0x2c67a6, 0x5f9ddb, 0xb4d8fa]),
};

impl Colors {
    /// The colours of a series, by the number that a figure gives it.
    pub fn series(&self, number: u8) -> Series {
        self.series[usize::from(number) % self.series.len()]
    }

    /// The shade of a share (0..=1) of the maximum: lightness tells it, so it survives a grey printer.
    pub fn shade(&self, share: f64) -> Color {
        let last = self.scale.len() - 1;
        let at = share.clamp(0.0, 1.0) * last as f64;
        let below = (at as usize).min(last - 1);
        self.scale[below].mix(self.scale[below + 1], at - below as f64)
    }
}

impl Color {
    /// Black or white, whichever reads better on this colour: always above 4.5 to 1.
    pub fn label(self) -> Color {
        let (black, white) = (Color::hex(0x000000), Color::hex(0xffffff));
        if self.contrast(black) >= self.contrast(white) { black } else { white }
    }
}

/// How a host page names the colours, in the order of [`Theme::dressed`], a blank between them.
pub const NAMES: &str = "paper ink muted rule grid faint \
     series-1 series-1-text series-2 series-2-text series-3 series-3-text series-4 series-4-text \
     series-5 series-5-text series-6 series-6-text series-7 series-7-text series-8 series-8-text \
     scale-1 scale-2 scale-3 scale-4 scale-5";

impl Colors {
    /// The colour at a position in [`NAMES`].
    fn at(&mut self, position: usize) -> Option<&mut Color> {
        match position {
            0 => Some(&mut self.paper),
            1 => Some(&mut self.ink),
            2 => Some(&mut self.muted),
            3 => Some(&mut self.rule),
            4 => Some(&mut self.grid),
            5 => Some(&mut self.faint),
            6..22 => {
                let series = &mut self.series[(position - 6) / 2];
                Some(if position.is_multiple_of(2) { &mut series.mark } else { &mut series.text })
            }
            _ => self.scale.get_mut(position - 22),
        }
    }
}

impl Color {
    /// Whether it is dark paper: white words read better on it than black ones.
    pub fn is_dark(self) -> bool {
        self.label() == Color::hex(0xffffff)
    }
}

impl Theme {
    /// In a host page's own colours and faces. Colours are `0xRRGGBB` in the order of [`NAMES`]; one that is missing
    /// or negative stays what it is, and so do the faces where there are none.
    pub fn dressed(mut self, colors: &[i32], family: &str) -> Theme {
        for (position, color) in colors.iter().enumerate() {
            if let (Some(own), Ok(rgb)) = (self.colors.at(position), u32::try_from(*color)) {
                *own = Color::hex(rgb);
            }
        }
        if !family.is_empty() {
            self.family = family.to_owned();
        }
        self
    }

    /// Ink on white, captions left to the page.
    pub fn light() -> Theme {
        Theme { colors: LIGHT, family: FAMILY.to_owned(), captioned: false }
    }

    /// Light on near-black, captions left to the page.
    pub fn dark() -> Theme {
        Theme { colors: DARK, family: FAMILY.to_owned(), captioned: false }
    }

    /// Black on white, with the greys darker than on a screen, captions inside.
    pub fn print() -> Theme {
        let colors = Colors {
            ink: Color::hex(0x000000),
            muted: Color::hex(0x3d434b),
            rule: Color::hex(0x5b636e),
            grid: Color::hex(0xd5d9de),
            faint: Color::hex(0xb5bcc4),
            ..LIGHT
        };
        Theme { colors, family: FAMILY.to_owned(), captioned: true }
    }

    /// The same look with title and subtitle inside the picture.
    pub fn captioned(self) -> Theme {
        Theme { captioned: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> [Theme; 3] {
        [Theme::light(), Theme::dark(), Theme::print()]
    }

    #[test]
    fn contrast_of_black_and_white_is_21() {
        // WCAG 2: the largest ratio.
        assert!((Color::hex(0).contrast(Color::hex(0xffffff)) - 21.0).abs() < 0.01);
    }

    #[test]
    fn a_host_page_sets_the_colours_that_it_names() {
        let mut colors = [-1; 27];
        let at = |name| NAMES.split(' ').position(|known| known == name).unwrap();
        colors[at("paper")] = 0x102030;
        colors[at("series-8-text")] = 0x405060;
        colors[at("scale-5")] = 0x708090;
        let theme = Theme::light().dressed(&colors, "Georgia");
        assert_eq!((theme.colors.paper, theme.family.as_str()), (Color::hex(0x102030), "Georgia"));
        assert_eq!(
            (theme.colors.series[7].text, theme.colors.scale[4]),
            (Color::hex(0x405060), Color::hex(0x708090))
        );
        assert_eq!((theme.colors.ink, theme.colors.series[7].mark), (LIGHT.ink, LIGHT.series[7].mark));
        assert_eq!(NAMES.split(' ').count(), colors.len());
        assert!(Theme::dark().colors.at(26).is_some() && Theme::dark().colors.at(27).is_none());
        assert_eq!(Theme::light().dressed(&[], ""), Theme::light());
    }

    #[test]
    fn the_papers_of_the_themes_are_told_apart() {
        assert_eq!(themes().map(|theme| theme.colors.paper.is_dark()), [false, true, false]);
    }

    #[test]
    fn words_reach_aa_on_the_paper() {
        for Theme { colors, .. } in themes() {
            let words = [colors.ink, colors.muted].into_iter().chain(colors.series.map(|s| s.text));
            for word in words {
                assert!(colors.paper.contrast(word) >= 4.5, "{word:?} on {:?}", colors.paper);
            }
        }
    }

    #[test]
    fn marks_stand_out_from_the_paper() {
        // WCAG 2, 1.4.11: 3 to 1 for graphics.
        for Theme { colors, .. } in themes() {
            for series in colors.series {
                assert!(colors.paper.contrast(series.mark) >= 3.0, "{series:?}");
            }
        }
    }

    #[test]
    fn cell_labels_reach_aa_on_every_shade() {
        for Theme { colors, .. } in themes() {
            for step in 0..=100 {
                let shade = colors.shade(f64::from(step) / 100.0);
                assert!(shade.contrast(shade.label()) >= 4.5, "{shade:?}");
            }
        }
    }

    #[test]
    fn shades_go_one_way_in_lightness() {
        for Theme { colors, .. } in themes() {
            let far = |step: i32| colors.paper.contrast(colors.shade(f64::from(step) / 100.0));
            for step in 0..100 {
                assert!(far(step + 1) >= far(step), "step {step}");
            }
        }
    }

    /// How a colour looks without the given cones (severity 1.0; Machado, Oliveira and Fernandes 2009), in linear light.
    fn seen(color: Color, matrix: [[f64; 3]; 3]) -> [f64; 3] {
        let square = |v: u8| (f64::from(v) / 255.0) * (f64::from(v) / 255.0);
        let rgb = [square(color.r), square(color.g), square(color.b)];
        matrix.map(|row| row.iter().zip(rgb).map(|(m, v)| m * v).sum::<f64>().max(0.0).sqrt())
    }

    #[test]
    fn the_first_four_series_stay_apart_in_grey() {
        for Theme { colors, .. } in themes() {
            // The square root of luminance is near what eyes call lightness.
            let mut grey: Vec<f64> = colors.series[..4].iter().map(|s| s.mark.luminance().sqrt()).collect();
            grey.sort_by(f64::total_cmp);
            assert!(grey.windows(2).all(|pair| pair[1] - pair[0] >= 0.06), "{grey:?}");
        }
    }

    #[test]
    fn any_two_series_stay_apart_for_every_eye() {
        let eyes = [
            [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ];
        for Theme { colors, .. } in themes() {
            for (a, b) in (0..8).flat_map(|a| (0..a).map(move |b| (a, b))) {
                for eye in eyes {
                    let (one, two) = (seen(colors.series[a].mark, eye), seen(colors.series[b].mark, eye));
                    let apart = one.iter().zip(two).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt();
                    assert!(apart >= 0.19, "series {a} and {b}: {apart}");
                }
            }
        }
    }
}
