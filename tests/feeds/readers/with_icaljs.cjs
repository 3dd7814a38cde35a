// Every start between two instants of the calendar on standard input, in UTC, as ical.js reads it; one JSON list.
// node with_icaljs.cjs <path of the module> <since> <until>
const [modulePath, since, until] = process.argv.slice(2);
const ICAL = require(modulePath);
const text = require("fs").readFileSync(0, "utf8");
const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const [first, last] = [new Date(since), new Date(until)];
const starts = [];
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  if (event.startDate.isDate) continue;
  const walk = event.iterator();
  for (let next = walk.next(); next; next = walk.next()) {
    const moment = next.toJSDate();
    if (moment >= last) break;
    if (moment >= first) starts.push(moment.toISOString().slice(0, 16) + "Z");
  }
}
const busy = [];
for (const component of calendar.getAllSubcomponents("vfreebusy")) {
  for (const property of component.getAllProperties("freebusy")) {
    for (const period of property.getValues()) {
      busy.push([period.start, period.getEnd()].map((each) => each.toJSDate().toISOString().slice(0, 16) + "Z"));
    }
  }
}
console.log(JSON.stringify({ starts: starts.sort(), busy }));
