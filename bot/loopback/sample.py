"""Make the worlds to start from: an empty one for tests, and the playground's."""

from bot.loopback.chats import Membership
from bot.loopback.world import World


def empty_world(token: str | None = None) -> World:
    """Return a world of one bot and nobody else."""
    world = World()
    world.add_bot("loopback_bot", "Loopback", token)
    return world


def sample_world(token: str | None = None) -> World:
    """Return the playground's world: Suad (1001, its operator), Karim (1002), Emma (1003), a reading club.

    Every private chat is started, and nothing waits for the bot.
    """
    world = World()
    bot = world.add_bot("isnad_playground_bot", "إسناد", token)
    suad = world.add_person("سعاد", "suad", "ar")
    karim = world.add_person("كريم", "karim", "ar")
    world.add_person("Emma", "emma", "en")
    club = world.add_group("group", "نادي القرّاء")
    club.members = {suad.id: Membership("creator"), karim.id: Membership(), bot.id: Membership()}
    for person_id in world.people:
        world.private_chat(bot.id, person_id).started = True
    return world
