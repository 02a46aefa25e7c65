// Prints, as JSON, the public holidays of each State (and its seat) in the years given: {"BE": [["2026-01-01", "New Year"], ...]}.
const Holidays = require("date-holidays");
const { seats, years } = JSON.parse(process.argv[2]);
const known = new Holidays().getCountries();
const found = {};
for (const [state, seat] of Object.entries(seats)) {
  if (!known[state]) continue;
  const calendar = seat ? new Holidays(state, seat) : new Holidays(state);
  const days = years.flatMap((year) => calendar.getHolidays(year, "en"));
  found[state] = days.filter((day) => day.type === "public").map((day) => [day.date.slice(0, 10), day.name]);
}
console.log(JSON.stringify(found));
