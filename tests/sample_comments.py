"""What the invented customers of the sample spreadsheets say, by their mood: low, middle, high."""

from __future__ import annotations

REQUEST_HE = {
    "low": [
        "מילאתי הכול וקיבלתי הודעה שאני צריך להתקשר בעצמי. אז בשביל מה הטופס?",
        "שלחתי בערב, ההודעה הגיעה ב-21:00 והמוקד כבר סגור",
        "ביקשתי שיחזרו אליי. לא ביקשתי מספר טלפון",
        "אין אפשרות לבחור יום ושעה",
        "הטופס נתקע בשדה של מספר הטלפון, רק בפעם השלישית עבר",
        "למה צריך תעודת זהות בשביל נסיעת מבחן???",
        "לא קיבלתי אישור במייל שהבקשה התקבלה",
        "התאכזבתי. ציפיתי לשיחה עוד באותו יום",
        "הסניף הקרוב לא הופיע ברשימה",
    ],
    "middle": [
        "הטופס בסדר, ההמשך פחות",
        "עבד, אבל לא ברור מה קורה אחרי השליחה",
        "היה נוח יותר אם אפשר היה לקבוע שעה ישר באתר",
        "סביר. קצת הרבה שדות",
        "באייפון הכפתור התחתון מוסתר",
        "מילאתי בשביל אשתי, לא היה ברור על שם מי הנסיעה",
    ],
    "high": [
        "קצר ולעניין, דקה וחצי וסיימתי",
        "סוף סוף טופס שעובד בטלפון",
        "אהבתי שהדגם כבר היה מסומן",
        "פשוט ונוח. מחכה לנסיעה",
        "תמונות יפות, מידע ברור על הגרסאות",
        "מצוין",
        "הכול עבר חלק",
        "נחמד שאפשר לבחור סניף",
        "ברור מאוד, גם להורים שלי",
        "מילאתי בהפסקת קפה, אפס בעיות",
        "עמוד הדגם עזר לי להבין מה ההבדל בין הגרסאות",
        "תודה על השירות המהיר באתר",
    ],
}

CALL_HE = {
    "low": [
        "ארבע דקות מוזיקה ואז ״איזה דגם אמרת?״",
        "ביקשה שאחזור על הכול. הטופס היה מולה, לטענתה, ריק",
        "הועברתי בין שלושה אנשים ובסוף ביקשו שאתקשר מחר",
        "התנתקה השיחה ואף אחד לא חזר",
        "הנציגה אדיבה אבל אין לה גישה ליומן",
        "חיכיתי בהפסקת הצהריים, נגמרה לי ההפסקה",
        "אמרו לי שאין רכב הדגמה עד סוף החודש. באתר כתוב שיש",
        "הרגשתי שאני מפריע",
        "למה אני צריך להסביר פעמיים את אותו הדבר",
        "תור תשיעי בקו. תשיעי!",
        "לא ידעו לענות על שאלה פשוטה לגבי המימון",
        "הבטיחו לחזור תוך שעה. עברו יומיים",
    ],
    "middle": [
        "בסוף הסתדר, אבל לקח יותר מדי זמן",
        "נציג סבלני, מערכת איטית",
        "היה בסדר אחרי שהגעתי לאדם הנכון",
        "תיאמו לי שעה אבל בסניף אחר ממה שביקשתי",
    ],
    "high": [
        "דניאל מהמוקד פתר לי את זה בשתי דקות",
        "שירות יוצא מן הכלל, כבר היו להם הפרטים",
        "לא חיכיתי בכלל. הפתעה",
    ],
}

CALLBACK_HE = {
    "low": [
        "חזרו אחרי יומיים, כבר נסעתי אצל המתחרה",
        "מאוחר מדי",
        "התקשרו ב-8 בבוקר בשבת",
        "לא זכרו שדיברנו. התחלנו הכול מהתחלה",
        "שלושה נציגים התקשרו באותו היום ואף אחד לא ידע על השני",
        "אם ככה מטפלים בקונה, איך יטפלו אחרי הקנייה?",
        "הבטחות לחוד ומעשים לחוד",
        "קבענו נסיעה וביטלו לי שעה לפני",
        "הציעו לי דגם אחר לגמרי",
    ],
    "middle": [
        "השיחה הייתה נעימה, חבל שהגיעה מאוחר",
        "עוד לא החלטתי, מחכה להצעת מחיר בכתב",
        "סביר, כמו בכל מקום",
    ],
    "high": [
        "המוכר בסניף חיפה פשוט נהדר, חזר אליי תוך רבע שעה",
        "רכב מעולה ונסיעה בלי לחץ",
        "המלצתי כבר לגיס שלי",
    ],
}

SHOP_EN = {
    "low": [
        "Clicked on the green one in the ad and it's sold out. Annoying.",
        "Courier came while I was at work, no call, no note",
        "'Between 8 and 20' is not a delivery window",
        "Second attempt, and still nobody could tell me the hour",
        "Box was left in the rain outside the door",
        "The ad took me to the home page, not to the lamp",
        "Tracking said delivered two days before it was",
        "Couldn't find how wide the shade is anywhere",
        "Had to take an afternoon off for a lamp",
        "Photos look much warmer than the real thing",
    ],
    "middle": [
        "Fine, but slow",
        "Nice range, hard to filter by ceiling height",
        "Arrived on day 8, I was told 5",
        "The e-mail was clear, the courier was not",
        "Okay on the laptop, fiddly on the phone",
        "Not sure yet if it fits the room",
        "Would have liked a text the evening before",
    ],
    "high": [
        "Beautiful photos, found what I wanted in a minute",
        "Love the room pictures!",
        "Driver rang ahead and even carried it upstairs",
        "Exactly what I saw in the ad",
        "Quick and easy",
        "The filter by room is a lovely idea",
        "Came a day early, well packed",
        "Great choice of shades",
        "Clear order mail with everything in it",
        "Saw it on Instagram at night, knew it was the one",
        "No fuss. Thank you",
        "Friendly courier",
    ],
}

CHECKOUT_EN = {
    "low": [
        "Delivery costs as much as the bulb!",
        "The fee only shows up on the very last page",
        "Had to type the card number three times",
        "My discount code vanished when I went back",
        "Why do I need an account to buy one lamp?",
        "Total jumped from 59 to 73.90 at the end. Felt tricked",
        "Session timed out while I looked for my glasses",
        "No PayPal, so I gave up the first time",
        "The address form does not know my street",
        "Basket was empty again on my phone",
        "Five screens. Five!",
    ],
    "middle": [
        "It worked, though I had to look for the pay button",
        "Would be easier if delivery was in the price from the start",
        "Average. Like most shops",
        "Chat helped me, after six minutes",
    ],
    "high": [
        "Two taps and done",
        "Apple Pay worked first time",
        "Quick, and I liked the summary",
        "Easy enough even for me",
    ],
}

FIRST_USE_EN = {
    "low": [
        "No bulb in the box, so no light that evening",
        "Cable is too short for an old ceiling",
        "One screw was missing. Support took a week",
        "Nice lamp, terrible delivery",
        "Paint came off at the joint",
        "Smaller than it looks online",
    ],
    "middle": [
        "Looks good. Let's see how long it lasts",
        "Good lamp, a bit pricey with delivery",
        "Instructions only in pictures, took me a while",
        "Does the job",
    ],
    "high": [
        "Five minutes and it hangs. Wow",
        "My neighbour already ordered the same",
        "Prettiest thing in the flat",
        "The fitting sheet is brilliant, no words needed",
        "Even the box is lovely, kept it",
        "Soft light, exactly right for reading",
        "Posted a photo and three friends asked where it is from",
        "Will buy the floor lamp next",
        "The 10% card made me smile",
        "Solid, heavy, well made",
        "Fitted it myself and I am 71",
    ],
}
