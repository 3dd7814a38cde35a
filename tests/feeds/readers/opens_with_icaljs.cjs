// Which of a JSON list of calendars on standard input ical.js cannot open and spread out, by number; one JSON list.
// node opens_with_icaljs.cjs <path of the module>
const ICAL = require(process.argv[2]);
const calendars = JSON.parse(require("fs").readFileSync(0, "utf8"));
const failed = [];
calendars.forEach((text, number) => {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents("vtimezone")) {
      ICAL.TimezoneService.register(zone);
    }
    for (const component of calendar.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(component);
      event.endDate.toJSDate();
      const walk = event.iterator();
      for (let next = walk.next(), count = 0; next && count < 100; next = walk.next(), count += 1) {
        next.toJSDate();
      }
    }
  } catch (error) {
    failed.push([number, String(error.message)]);
  }
});
console.log(JSON.stringify(failed));
