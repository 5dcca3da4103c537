// @ts-check
// The words of the shell, in both languages. Words about numbers come from the core.

/** @typedef {"zh" | "en"} Lang */

const words = {
  skip: { zh: "跳到正文", en: "Skip to content" },
  lead: { zh: "看清谁会再来，以及为什么。", en: "See who comes back to your shop, and why." },
  promise: {
    zh: "把店铺导出的订单表拖进来，几秒钟就能看到留存曲线、复购同期群和 RFM 四象限。文件只在这个标签页里读取，不会上传到任何地方。",
    en: "Drop the order export of your shop and within seconds see retention curves, repurchase cohorts and RFM quadrants. The file is read inside this tab and is not uploaded anywhere.",
  },
  drop: { zh: "把订单导出文件拖到这里，或点此选择", en: "Drop your order export here, or choose it" },
  dropHint: {
    zh: "CSV、Excel（XLSX、XLS）、ZIP、GZ 或整个文件夹；几份文件可以一起放",
    en: "CSV, Excel (XLSX, XLS), ZIP, GZ or a whole folder; several files at once are fine",
  },
  sample: { zh: "试试示例店铺", en: "Try the sample shop" },
  sampleHint: { zh: "虚构的两年订单，一键查看。", en: "Two years of invented orders, one click away." },
  proof: { zh: "怎么证明没有上传？", en: "How do I know that nothing is uploaded?" },
  proofSealed: {
    zh: "读取任何文件之前，本页让浏览器禁止一切网络连接，此后连我们自己的服务器也连不上：",
    en: "Before it reads any file, this page has your browser forbid every connection, even to our own server:",
  },
  proofOpen: { zh: "页面还在加载，尚未封闭。", en: "The page is still loading and not sealed yet." },
  proofRequests: { zh: "封闭之后发出的请求数：", en: "Requests since the page was sealed: " },
  proofTry: {
    zh: "也可以自己验证：打开开发者工具的“网络”面板，或断开网线再拖入文件，结果完全一样。浏览器的这条规则管不住点击链接跳转和 WebRTC；本页没有使用它们，测试会检查这一点。",
    en: "See for yourself: watch the network panel of your browser's developer tools, or pull the cable before you drop the file. The rule does not cover following a link or WebRTC; this page uses neither to send anything, and a test watches that.",
  },
  exports: { zh: "支持哪些导出？", en: "Which exports work?" },
  exportsList: {
    zh: [
      "淘宝、天猫：千牛卖家中心的“已卖出的宝贝”批量导出（ExportOrderList），要有完整的买家会员名",
      "有赞、京东、小红书：后台的订单导出",
      "Shopify、WooCommerce、Amazon、eBay、Etsy、Square、Stripe：订单或交易导出",
      "抖店、拼多多、快手、微信小店，以及千牛的短报表：没有买家，只能看订单数和金额；页面会说明哪种导出带买家",
      "其他店铺和自己整理的表：每行一笔订单或一件商品，有客户、日期、金额三列（中文或英文列名）",
      "订单、付款、客户分在几张表里：一起放入，按共同的编号对上",
      "公开数据集：UCI Online Retail、CDNOW",
      "文件可以是 CSV、TSV、TXT、XLSX、XLS，或装着它们的 ZIP、GZ、文件夹；编码（UTF-8、GBK、Big5 等）和分隔符会自动认出，拿不准的会问你",
    ],
    en: [
      "Taobao, Tmall: the batch export of sold items from the Qianniu seller centre (ExportOrderList), with full buyer names",
      "Youzan, JD.com, Xiaohongshu: the order export of the back office",
      "Shopify, WooCommerce, Amazon, eBay, Etsy, Square, Stripe: orders or transactions",
      "Douyin, Pinduoduo, Kuaishou, WeChat shop and short Qianniu reports have no buyers: orders and revenue only, and the page says which export has them",
      "Any other shop, or a table of your own: one row an order or an item, with columns for customer, date and amount",
      "Orders, payments and customers in separate files: drop them together, and they are joined by the ids that match",
      "Public data: UCI Online Retail, CDNOW",
      "Files may be CSV, TSV, TXT, XLSX or XLS, or a ZIP, GZ or folder of them. Encoding (UTF-8, GBK, windows-1252 and more) and separator are told from the file; you are asked where that is unsure",
    ],
  },
  reading: { zh: "正在读取", en: "Reading" },
  preparing: { zh: "正在准备…", en: "Getting ready…" },
  computing: { zh: "正在计算…", en: "Computing…" },
  cancel: { zh: "取消", en: "Cancel" },
  stopLong: { zh: "正在估计，点此停止", en: "Being worked out. Stop" },
  startLong: { zh: "开始估计", en: "Work it out" },
  cancelled: { zh: "已取消，内存已释放。可以重新放入文件。", en: "Cancelled, and the memory is freed. Drop a file whenever you like." },
  trapped: {
    zh: "读取时出了内部错误，没有显示任何数字。请再试一次；如果总是出现，这份文件我们还读不了。",
    en: "Something broke inside while reading, and no numbers are shown. Please try again; if it keeps happening, this file cannot be read yet.",
  },
  noUnpack: {
    zh: "读取表格文件和压缩包的部分没有加载成功。请连上网络刷新页面，或把文件另存为 CSV 再放入。",
    en: "The part that opens spreadsheets and archives did not load. Reload the page while online, or save the file as CSV.",
  },
  noCore: {
    zh: "页面的计算核心没有加载成功。请刷新页面；浏览器需要 Chrome 111、Firefox 114、Safari 16.4 或更新的版本。",
    en: "The page's core did not load. Reload the page; it needs Chrome 111, Firefox 114, Safari 16.4 or newer.",
  },
  another: { zh: "换文件", en: "Another file" },
  otherLanguage: { zh: "English", en: "中文" },
  themeDark: { zh: "深色", en: "Dark" },
  themeLight: { zh: "浅色", en: "Light" },
  report: { zh: "报告", en: "Report" },
  groups: { zh: "分组", en: "Groups" },
  settings: { zh: "设置", en: "Settings" },
  reset: { zh: "恢复默认", en: "Reset" },
  chips: { zh: "已改动的设置", en: "What is set" },
  takeBack: { zh: "取消：", en: "Take back: " },
  asOpened: { zh: "全部订单，默认设置", en: "All orders, settings as opened" },
  moreSettings: { zh: "更多", en: "More" },
  link: { zh: "把设置放进网址", en: "Put the settings into the address" },
  linked: {
    zh: "网址现在含有这些设置，此后的改动也会跟上；不含任何订单。",
    en: "The address now holds what is set, and follows every change. It holds no order.",
  },
  saveList: { zh: "客户名单 CSV", en: "List of customers, CSV" },
  whichList: { zh: "哪些客户", en: "Which customers" },
  whichPart: { zh: "其中哪些", en: "Which of them" },
  listColumns: { zh: "除客户标识外还要", en: "Beside the customer" },
  listHeldOut: { zh: "随机留作对照（不联系）", en: "Held out at random (not contacted)" },
  listSeed: { zh: "随机种子", en: "Seed" },
  listDay: { zh: "活动日期", en: "Day of the campaign" },
  how: { zh: "怎么算的", en: "How this is counted" },
  table: { zh: "表格", en: "Table" },
  save: { zh: "保存", en: "Save" },
  saveCsv: { zh: "表格 CSV", en: "Table, CSV" },
  savePng: { zh: "图片 PNG", en: "Picture, PNG" },
  saveSvg: { zh: "图片 SVG", en: "Picture, SVG" },
  saveAside: { zh: "未计入的行 CSV", en: "Rows set aside, CSV" },
  saveReport: { zh: "保存报告", en: "Save this report" },
  saveReportHint: {
    zh: "存成一个 JSON 文件，可以放进自己的网页。只有汇总数字，不足 5 位客户的组已合并或略去，不含文件名和商品名单。",
    en: "As a JSON file that any web page can show. Aggregates only: groups of fewer than 5 customers are pooled or left out, and neither files nor lists of products are named.",
  },
  saveReportFew: {
    zh: "客户不足 5 位，这份报告不能分享。",
    en: "It is of fewer than 5 customers, so it is not saved to be shared.",
  },
  close: { zh: "关闭", en: "Close" },
  otherRules: { zh: "换一条规则，数字变多少？", en: "What would other rules change?" },
  notRight: { zh: "读得不对？改列的含义", en: "Not right? Change how columns are read" },
  elseWrong: { zh: "不是这个问题？看看各列的含义", en: "Something else is wrong? Look at the columns" },
  lookColumns: { zh: "改列的含义", en: "Look at the columns" },
  mappingTitle: { zh: "各列的含义", en: "How the columns are read" },
  mappingIntro: {
    zh: "下面是文件的前几行。每一列的上方写着它被当作什么、为什么；改动之后，底部的数字马上重算。",
    en: "These are the first rows of your files. Above each column stands what it is taken for, and why. Change anything, and the numbers below answer at once.",
  },
  mappingUses: { zh: "用到的列", en: "Columns in use" },
  mappingAll: { zh: "所有文件的读法", en: "For all files" },
  mappingKeep: { zh: "留到下次用", en: "Keep it for the next time" },
  mappingSave: { zh: "存成文件", en: "Save to a file" },
  mappingGive: { zh: "使用存过的文件…", en: "Use a saved one…" },
  mappingAlone: {
    zh: "这是保存过的列的含义，请把它和订单文件一起放进来。",
    en: "This is a saved mapping. Drop it together with the order files that it is for.",
  },
  reportAlone: {
    zh: "这里面有一份保存过的报告：它单独打开。要看订单，请只放入订单文件。",
    en: "One of these is a saved report, which is opened by itself. To read orders, drop the order files alone.",
  },
  listAlone: {
    zh: "这是一份客户名单，请把它和之后的订单文件一起放进来。",
    en: "This is a list of customers. Drop it together with later orders.",
  },
  remember: {
    zh: "在这个浏览器里记住，列名相同的文件下次照此读取（只存列名和选择，不存任何订单内容）",
    en: "Remember in this browser for files with these columns (names and choices only, nothing of your orders)",
  },
  remembers: { zh: "这个浏览器里存有你选择记住的列的含义。", en: "This browser keeps how you had columns read." },
  forget: { zh: "全部忘掉", en: "Forget it all" },
  forgetAll: { zh: "清除一切", en: "Forget everything" },
  forgotData: {
    zh: "读入的文件和算出的报告已丢弃，后台进程已结束，它的内存已释放。",
    en: "The files that were read and the report are gone; the worker that held them was ended and its memory freed.",
  },
  forgotNoData: { zh: "没有读入的文件。", en: "No file had been read." },
  forgotMappings: { zh: "这个浏览器里记住的列的含义已删除。", en: "What this browser kept of how columns are read was deleted." },
  forgotNoMappings: { zh: "浏览器里没有存过任何东西。", en: "Nothing was kept in the browser." },
  forgotAddress: { zh: "地址栏里 # 之后的部分已去掉。", en: "What stood behind the # of the address was removed." },
  recalled: { zh: "各列按这个浏览器记住的含义读取。", en: "The columns are read as this browser remembers them." },
  automatic: { zh: "自动", en: "Automatic" },
  zone: { zh: "店铺所在时区", en: "Time zone of the shop" },
  apply: { zh: "应用并重新读取", en: "Apply and read again" },
  willAsk: { zh: "应用后还会问：", en: "Will be asked next: " },
  trialCut: {
    zh: "文件较大，这里只按开头约 8 MB 试算；应用后读取全部。",
    en: "The files are large: these numbers are of their beginning alone, about 8 MB. Apply reads all of it.",
  },
  describe: { zh: "求助时可以发的文件描述（不含任何值）", en: "A description of the file to ask for help with (no values)" },
  describeHint: {
    zh: "只有列名和单元格的形状，没有任何订单内容。发送之前请自己看一遍。",
    en: "Header names and the shapes of cells, nothing of your orders. Read it before you send it.",
  },
  copy: { zh: "复制", en: "Copy" },
  copied: { zh: "已复制", en: "Copied" },
  copyYourself: { zh: "已选中，请按 Ctrl+C 复制", en: "Selected: press Ctrl+C to copy" },
  release: { zh: "松开即可读取", en: "Let go to read it" },
  keys: { zh: "用方向键查看各个数据点", en: "Use the arrow keys to read the points" },
  footer: {
    zh: "回头客在你的浏览器里计算，没有账号，没有统计，没有 Cookie。",
    en: "Huitou computes in your browser. No account, no tracking, no cookies.",
  },
  licences: { zh: "第三方许可", en: "Third-party licences" },
};

/** @typedef {Exclude<keyof typeof words, "exportsList">} Word */

/** The words of one key. @param {Word} key @param {Lang} lang @returns {string} */
export function text(key, lang) {
  return words[key][lang];
}

/** Which exports work, a line each. @param {Lang} lang @returns {string[]} */
export function exportLines(lang) {
  return words.exportsList[lang];
}

/** Fills every element that names its words. @param {Lang} lang */
export function fill(lang) {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = text(/** @type {Word} */ (element.getAttribute("data-text")), lang);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(/** @type {Word} */ (element.getAttribute("data-label")), lang));
  }
}
