// Reads lines from stdin; for each writes a line of JSON: the numbers found, and the last days of the dates found.
const text = require("@microsoft/recognizers-text-suite");
const lines = require("fs").readFileSync(0, "utf8").split("\n");
const reference = new Date(2024, 7, 15);

function lastDay(value) {
  if (value.end === undefined) return value.value;
  const end = new Date(value.end);
  return isNaN(end) ? value.end : new Date(end - 86400000).toISOString().slice(0, 10);
}

for (const line of lines.filter((line) => line)) {
  const chinese = text.Culture.Chinese;
  const found = ["recognizeNumber", "recognizePercentage"].flatMap((name) => text[name](line, chinese));
  const numbers = found.map((one) => String(one.resolution.value).replace("%", ""));
  const dates = text
    .recognizeDateTime(line, chinese, 0, reference)
    .map((one) => ((one.resolution || {}).values || []).map(lastDay))
    .map((days) => days[days.length - 1]);
  process.stdout.write(JSON.stringify({ numbers, dates }) + "\n");
}
