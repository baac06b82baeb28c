import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf } from "../../src/view/saving";
import { sceneOf } from "../../src/view/scene";
import { pageData } from "./page-data";

test("the table has a header and a row for each relation", () => {
  assert.equal(
    csvOf(sceneOf(pageData())),
    "from,to,kind,since,status,address\r\n" +
      "Leipzig,Kraków,Twin town,1973,,partnership/krakow--leipzig\r\n",
  );
});

test("quotes, commas and line ends stay within their cell", () => {
  const data = pageData();
  data.texts = data.texts.map((text) => (text === "Twin town" ? 'a "b", c\nd' : text));
  assert.ok(csvOf(sceneOf(data)).includes(',"a ""b"", c\nd",'));
});
