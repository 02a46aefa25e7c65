// Checks the seals of a PDF file (PAdES: ISO 32000-2, 12.8; ETSI EN 319 142-1) in a browser, with nothing but what the file holds.
// `tools/assets` puts it, with all it needs, into the one page that is given away. It fetches nothing; the page forbids it.

import { Certificate, ContentInfo, SignedData, TSTInfo } from "pkijs";
import { language, languages, say } from "./words.js";

const MOST = 400 * 1024 * 1024; // bytes: the digest is made of the whole file, in memory
const MOST_SEALS = 20;
const TIME_STAMP = "1.2.840.113549.1.9.16.2.14"; // RFC 3161, appendix A
const DATA = "1.2.840.113549.1.7.1"; // RFC 5652, 4: what is signed stands elsewhere, in the file itself
const WEAK = ["1.2.840.113549.2.2", "1.2.840.113549.2.5", "1.3.14.3.2.26", "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1"]; // MD2, MD5, SHA-1, and signatures over them
const LEAST_RSA = 2048; // bits
const CLOCKS = 3600 * 1000; // milliseconds: so far clocks may differ
const LONGEST_NAME = 120;
const TIME = "1.2.840.113549.1.9.16.1.4"; // RFC 3161, 2.4.2: what a time stamp says
const NAMES = { "2.5.4.3": 0, "2.5.4.10": 1 }; // common name, organisation

const hex = (bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
const moment = (at) => `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;

async function sha256(bytes) {
  return hex(await crypto.subtle.digest("SHA-256", bytes));
}

// Every signature of a file: the ranges that it covers, and what stands in the gap between them.
function* signatures(bytes, text) {
  for (const found of text.matchAll(/\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/g)) {
    const [start, before, after, rest] = found.slice(1).map(Number);
    const whole = after + rest;
    const gap = text.slice(before, after);
    if (start !== 0 || before >= after || whole > bytes.length || !/^<[0-9A-Fa-f\s]*>$/.test(gap)) {
      yield { broken: true };
      continue;
    }
    const about = text.slice(Math.max(0, Math.min(before, found.index) - 2000), before) + text.slice(after, after + 2000);
    const plain = about.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8)));
    const type = /\/SubFilter\s*\/([\w.]+)/.exec(about)?.[1] ?? "";
    const told = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(plain);
    yield { before, after, whole, type, told: told && time(told), der: unhex(gap.replace(/[<>\s]/g, "")) };
  }
}

function time([, year, month, day, hour, minute, second, sign, hours, minutes]) {
  const ahead = (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  return new Date(Date.UTC(year, month - 1, day, hour, minute - ahead, second));
}

function unhex(digits) {
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = parseInt(digits.substr(2 * i, 2), 16);
  return bytes;
}

function covered(bytes, one) {
  const joined = new Uint8Array(one.before + one.whole - one.after);
  joined.set(bytes.subarray(0, one.before));
  joined.set(bytes.subarray(one.after, one.whole), one.before);
  return joined.buffer;
}

function name(of) {
  const parts = of.typesAndValues.filter((one) => one.type in NAMES).sort((a, b) => NAMES[a.type] - NAMES[b.type]);
  const told = [...new Set(parts.map((one) => String(one.value.valueBlock.value ?? "?")))].join(", ") || "?";
  const shown = told.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\uFFFD"); // anybody writes what he likes there, also what turns or hides what is read
  return shown.length <= LONGEST_NAME ? shown : `${shown.slice(0, LONGEST_NAME)}…`;
}

// In ways in which somebody else could have made it, as mla/seals/reading.py has it.
function isWeak(signed, certificate) {
  const signer = signed.signerInfos[0];
  if ([signer.digestAlgorithm, signer.signatureAlgorithm].some((one) => WEAK.includes(one.algorithmId))) return true;
  const modulus = certificate.subjectPublicKeyInfo.parsedKey?.modulus?.valueBlock.valueHexView;
  return Boolean(modulus) && hex(modulus).replace(/^0+/, "").length * 4 < LEAST_RSA;
}

function certificateOf(signed) {
  const sid = signed.signerInfos[0].sid;
  const all = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  return all.find((one) => sid.serialNumber && one.serialNumber.isEqual(sid.serialNumber) && one.issuer.isEqual(sid.issuer));
}

async function holds(signed, data) {
  try {
    return (await signed.verify({ signer: 0, data, checkChain: false, extendedMode: true })).signatureVerified === true;
  } catch (error) {
    return error?.signatureVerified === true;
  }
}

async function stampOf(signed) {
  const signer = signed.signerInfos[0];
  const attribute = signer.unsignedAttrs?.attributes.find((one) => one.type === TIME_STAMP);
  if (!attribute) return null;
  const token = new SignedData({ schema: new ContentInfo({ schema: attribute.values[0] }).content });
  if (token.encapContentInfo.eContentType !== TIME) return null; // or it is never held against what it should stamp
  const told = TSTInfo.fromBER(token.encapContentInfo.eContent.getValue());
  const sound = await holds(token, new Uint8Array(signer.signature.valueBlock.valueHexView).slice().buffer);
  const by = certificateOf(token);
  return { at: told.genTime, by: by ? name(by.subject) : "?", sound };
}

async function look(bytes, one) {
  const signed = new SignedData({ schema: ContentInfo.fromBER(one.der.slice().buffer).content });
  const certificate = certificateOf(signed);
  if (!certificate || signed.signerInfos.length !== 1) throw new Error("no certificate");
  // What brings its own content is verified over that, and says nothing of the file around it.
  if (signed.encapContentInfo.eContent || signed.encapContentInfo.eContentType !== DATA) throw new Error("signs something else");
  const sound = await holds(signed, covered(bytes, one));
  const stamp = await stampOf(signed).catch(() => null);
  return {
    ...one, sound, stamp, weak: isWeak(signed, certificate), by: name(certificate.subject), from: name(certificate.issuer),
    own: certificate.subject.isEqual(certificate.issuer),
    begins: certificate.notBefore.value, ends: certificate.notAfter.value,
    fingerprint: await sha256(certificate.toSchema().toBER()),
  };
}

// What is found, as sentences: [sort, text], as in mla/seals/told.py.
function* sentences(found, size) {
  if (!found.sound) {
    yield ["bad", say("changed")];
    return;
  }
  if (found.weak) {
    yield ["bad", say("weak")];
    return;
  }
  if (found.whole === size) yield ["well", say("whole")];
  else yield ["bad", say("added", { count: size - found.whole })];
  const stamped = found.stamp?.sound;
  const at = stamped ? found.stamp.at : found.told;
  if (stamped) yield ["well", say("stamped", { name: found.stamp.by, at: moment(at) })];
  else if (at) yield ["open", say("clock", { at: moment(at) })];
  else yield ["open", say("no_time")];
  if (at && at - Date.now() > CLOCKS) yield ["bad", say("ahead")];
  const dates = { begins: moment(found.begins), ends: moment(found.ends) };
  if (at && (at < found.begins || at > found.ends)) yield ["bad", say("not_then", dates)];
  yield ["open", say(found.own ? "own" : "vouched", { name: found.from })];
  yield ["open", say("not_revoked")];
}

function element(tag, text, kind) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function line(list, [sort, text]) {
  const item = element("li", "", sort);
  item.append(element("strong", `${say(sort)} `), text);
  list.append(item);
}

async function check(file, told) {
  const page = element("div");
  page.append(element("h2", file.name));
  const list = element("ul");
  if (file.size > MOST) return refused(page, "too_large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const digest = await sha256(bytes);
  page.append(element("p", say("digest")), element("code", digest), list);
  const wanted = told.replace(/[^0-9a-fA-F]/g, "").toLowerCase();
  if (wanted) line(list, wanted === digest ? ["well", say("same")] : ["bad", say("other")]);
  const text = new TextDecoder("latin1").decode(bytes);
  if (!text.slice(0, 1024).includes("%PDF-")) {
    line(list, ["open", say("no_pdf")]);
    return page;
  }
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(text)) line(list, ["open", say("locked")]);
  if (/\/(JavaScript|JS|Launch)[\s/(<]/.test(text)) line(list, ["open", say("active")]);
  const all = [...signatures(bytes, text)].filter((one) => one.type !== "ETSI.RFC3161").slice(0, MOST_SEALS);
  if (!all.length) line(list, ["open", say("no_seal")]);
  const looked = await Promise.all(all.map((one) => (one.broken ? null : look(bytes, one).catch(() => null))));
  const whole = looked.some((one) => one?.sound && one.whole === bytes.length); // then what stands within another file of it is none of its seals
  for (const one of looked) if (one || !whole) page.append(section(one, bytes.length));
  return page;
}

function section(found, size) {
  const part = element("section");
  const list = element("ul");
  if (found) {
    part.append(element("h3", say(found.sound && !found.weak ? "sealed_by" : "claims", { name: found.by })), list);
    for (const each of sentences(found, size)) line(list, each);
    part.append(element("p", say("fingerprint", { name: found.from, begins: moment(found.begins), ends: moment(found.ends) })));
    part.append(element("code", found.fingerprint));
  } else {
    part.append(list);
    line(list, ["bad", say("broken")]);
  }
  return part;
}

function refused(page, why) {
  const list = element("ul");
  line(list, ["bad", say(why)]);
  page.append(list);
  return page;
}

const input = document.getElementById("file");
const told = document.getElementById("told");
const result = document.getElementById("result");

async function show() {
  if (!input.files[0]) return;
  result.replaceChildren(element("p", say("busy")));
  try {
    result.replaceChildren(await check(input.files[0], told.value));
  } catch {
    result.replaceChildren(refused(element("div"), globalThis.crypto?.subtle ? "unreadable" : "old_browser"));
  }
  result.dataset.done = "yes";
}

function speak(code) {
  language(code);
  document.documentElement.lang = code;
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  document.title = say("title");
  for (const one of document.querySelectorAll("[data-language]")) one.setAttribute("aria-pressed", String(one.dataset.language === code));
  return show();
}

for (const one of document.querySelectorAll("[data-language]")) one.addEventListener("click", () => speak(one.dataset.language));
input.addEventListener("change", show);
told.addEventListener("change", show);
const mine = (navigator.languages ?? []).map((one) => one.slice(0, 2)).find((one) => languages.includes(one));
speak(mine ?? "en");
