"""Make the worlds to start from: an empty one for tests, and the playground's."""

from bot.loopback.chats import Membership
from bot.loopback.founding import found_topic
from bot.loopback.world import World

OPERATORS = "المشرفون"
TOPICS = ("أسئلة القرّاء", "Suggestions")


def empty_world(token: str | None = None) -> World:
    """Return a world of one bot and nobody else."""
    world = World()
    world.add_bot("loopback_bot", "Loopback", token)
    return world


def sample_world(token: str | None = None, first_message: int = 1) -> World:
    """Return the playground's world: Suad (1001, its operator), Karim (1002), Emma (1003), their groups.

    Those are a reading club, a library with topics, and one in which Suad answers as a person what the bot
    cannot.  Every private chat is started, and nothing waits for the bot.  Messages are numbered from
    `first_message` on: a bot that remembers an earlier world must not take them for those that it knows.
    """
    world = World()
    bot = world.add_bot("isnad_playground_bot", "إسناد", token)
    suad = world.add_person("سعاد", "suad", "ar")
    karim = world.add_person("كريم", "karim", "ar")
    emma = world.add_person("Emma", "emma", "en")
    club = world.add_group("group", "نادي القرّاء")
    club.members = {suad.id: Membership("creator"), karim.id: Membership(), bot.id: Membership()}
    operators = world.add_group("group", OPERATORS)
    operators.members = {suad.id: Membership("creator"), bot.id: Membership()}
    library = world.add_group("supergroup", "مكتبة الحيّ", is_forum=True)
    library.members = {suad.id: Membership("creator"), karim.id: Membership(), emma.id: Membership()}
    private = [world.private_chat(bot.id, person_id) for person_id in world.people]
    for chat in (*world.groups.values(), *private):
        chat.last_message_id = first_message - 1
    for topic in TOPICS:
        found_topic(world, library, topic, suad.user())
    library.members[bot.id] = Membership()  # only now, so that it need not hear of the topics
    for chat in private:
        chat.started = True
    return world


def operators_group(world: World) -> int:
    """Return the id of the group in which the playground's operators answer."""
    return next(chat.id for chat in world.groups.values() if chat.title == OPERATORS)
