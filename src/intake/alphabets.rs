//! The letters and characters that orders of a language have most.

/// French, Spanish, Portuguese, German, Nordic, Italian: letters beyond ASCII, the commonest first.
pub(super) const WESTERN: &[&str] =
    &["éèàêçôîâûùëïœü", "óáíñéúü", "ãçáéíóõêâúàô", "üäößéè", "öäåéøæü", "àèùìòé"];

/// Polish, Czech and Slovak, Hungarian, Romanian, Croatian and Slovene, German.
pub(super) const CENTRAL: &[&str] =
    &["łóąęśżćńź", "íáéěřščžýůúňďťóľôäĺŕ", "áéőöüíóúű", "ăîţşâ", "čšžćđ", "üäöß"];

/// Russian, Ukrainian, Bulgarian and Serbian.
pub(super) const CYRILLIC: &[&str] = &[
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ",
    "оанивіетрслкдумпзяьбгчйхцєїжшюґщф",
    "аиоентрсвјлкдмпузгбчњжшцћљхђфџъяющйь",
];

/// Signs that stand in texts of all these.
pub(super) const TYPOGRAPHY: &str = "€£¥©®°·×½²³«»“”‘’„‚–—…№§´¡¿™\u{A0}\u{AD}";

/// Chinese, simplified.
pub(super) const CHINESE: &str = "的一是在不了有大人中上个国我他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知编号名支付宝状态金商价格备注收货手话址省市区县待完交易闭退蓝白黑红绿色北京海广东江苏浙川深圳杭州订买卖款额店铺贝邮姓微优惠折扣客户购城镇街巷寓楼室李刘陈杨赵黄吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔崔康邱秦史顾侯邵孟龙段雷";

/// Chinese, traditional.
pub(super) const TRADITIONAL: &str = "的一是不在有人我了他這個們中來上大為和國時到地說出以用會就子可也你對生能而那得於自下之年過發後作裡都道行所然家種事成方多經麼去法學如現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活單號訂購買賣帳付款金額數量商品價格電郵件箱址姓客戶台北市區路街段巷弄樓縣鄉鎮陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴怡君志豪雅婷淑芬";

/// Japanese: the kanji; kana have blocks of their own.
pub(super) const JAPANESE: &str = "注文番号日時顧客名前様氏住所電話金額合計税込送料商品数量単価支払方法状況配完了発受取届先会員東京都道府県市区町村大阪横浜古屋神奈川埼玉千葉兵庫北海福岡静田中山本鈴木佐藤高橋伊渡辺小林加吉井松斎清崎森池阿部石長谷近後坂遠青西太郎一花子美二三四五六七八九十年月火水土曜分代引換銀行振郵便局備考別個円決済未出荷準";

/// Korean.
pub(super) const KOREAN: &str = "이다는의에하가고을기지도한사로자리를서어은대인시부스그해나정제전일수과아상만성주장보원으면비구공여안조무선경들있동우미니게요라생간소화신결문중오계것연재위실관적반용내모발교유민업국던방세당회물금마학행거진명차품번호객액배송태날짜름할취환불건총입점쇼핑몰김박최윤임황권류홍영현준울산광역강남북길층";

/// Whether a character of one of the single-byte encodings is a letter.
pub(super) fn is_letter(c: char) -> bool {
    matches!(c, 'À'..='ÿ' | 'Ā'..='ž' | 'ƒ' | 'Ѐ'..='ґ') && !matches!(c, '×' | '÷')
}

/// Whether a small letter of the Latin script is a vowel.
pub(super) fn is_vowel(c: char) -> bool {
    match c {
        'a'..='z' => "aeiouy".contains(c),
        _ => is_letter(c) && !"çñčćďđłľĺńňřŕśšşťţźžżßðþ".contains(c),
    }
}

/// A letter in its small form, and whether it was a capital: the tables of all scripts would add 10 kB.
pub(super) fn small(c: char) -> (char, bool) {
    let code = c as u32;
    let small = match code {
        0xC0..=0xDE | 0x410..=0x42F => code + 0x20,
        0x178 => 0xFF,
        0x400..=0x40F => code + 0x50,
        0x139..=0x148 | 0x179..=0x17E => code + code % 2,
        0x100..=0x177 | 0x490 => code | 1,
        _ => code,
    };
    (char::from_u32(small).unwrap_or(c), small != code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of the standard library say the same of every letter of the three code pages.
    #[test]
    fn letters_are_made_small() {
        for bytes in 0x80..=0xFF_u8 {
            for label in ["windows-1250", "windows-1251", "windows-1252"] {
                let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
                let text = encoding.decode_without_bom_handling(&[bytes]).0.into_owned();
                let c = text.chars().next().unwrap();
                if is_letter(c) {
                    assert_eq!(small(c).0, c.to_lowercase().next().unwrap(), "{c}");
                    assert_eq!(small(c).1, c.is_uppercase(), "{c}");
                }
            }
        }
    }
}
